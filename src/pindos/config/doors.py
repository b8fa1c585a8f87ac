"""Addresses found by their first part, where Django tries every pattern of every room in turn.

A page of the desk stood behind two hundred others. Only patterns that begin as the address does,
or with a place for anything, can fit; these are tried in their order, so the same one is found.
Names lead to addresses as ever: for that all patterns are still there.
"""

from collections.abc import Iterator
from functools import cached_property
from typing import Any, TypeGuard

from django.urls import URLPattern, URLResolver
from django.urls.resolvers import RoutePattern

Pattern = URLPattern | URLResolver


class Doors(URLResolver):
    """Patterns under one address; asked for one, it looks among those that begin the same way."""

    def resolve(self, path: Any) -> Any:
        """The view behind an address; Resolver404 when there is none."""
        match = self.pattern.match(str(path))
        begins = match[0].partition("/")[0] if match else ""
        return self._among.get(begins, self._others).resolve(path)

    @cached_property
    def _among(self) -> dict[str, URLResolver]:
        """The patterns that may fit, by what an address begins with."""
        known = {name for name in _beginnings(self) if name is not None}
        return {name: _narrowed(self, name) for name in known}

    @cached_property
    def _others(self) -> URLResolver:
        """Those that begin with a place for anything."""
        return _narrowed(self, None)


def doors(route: str, urls: Any) -> Doors:
    """The same as ``path(route, urls)`` for what ``include`` gives, or a list of patterns."""
    patterns, app_name, namespace = urls if isinstance(urls, tuple) else (urls, None, None)
    pattern = RoutePattern(route, is_endpoint=False)
    return Doors(pattern, patterns, {}, app_name=app_name, namespace=namespace)


def _beginnings(resolver: URLResolver) -> Iterator[str | None]:
    """What addresses below begin with; None for anything."""
    for each in resolver.url_patterns:
        if _is_open(each):
            yield from _beginnings(each)
        else:
            yield _beginning(each)


def _narrowed(resolver: URLResolver, begins: str | None) -> URLResolver:
    """The same with those patterns alone that may fit an address that begins so."""
    kept = [
        _narrowed(each, begins) if _is_open(each) else each
        for each in resolver.url_patterns
        if (set(_beginnings(each)) if _is_open(each) else {_beginning(each)}) & {begins, None}
    ]
    return URLResolver(
        resolver.pattern,
        kept,
        resolver.default_kwargs,
        app_name=resolver.app_name,
        namespace=resolver.namespace,
    )


def _is_open(pattern: Pattern) -> TypeGuard[URLResolver]:
    """Whether it is a room without an address of its own, so that what is in it begins it."""
    return isinstance(pattern, URLResolver) and str(pattern.pattern) == ""


def _beginning(pattern: Pattern) -> str | None:
    route = str(pattern.pattern)
    begins, slash, _rest = route.partition("/")
    is_whole = bool(slash) or isinstance(pattern, URLPattern)
    is_plain = isinstance(pattern.pattern, RoutePattern) and "<" not in begins
    return begins if is_whole and is_plain else None
