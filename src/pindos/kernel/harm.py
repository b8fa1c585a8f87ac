"""Bytes that are given to nobody: a floor below asks, the room that looks into files answers."""

from collections.abc import Callable, Collection, Iterable

Finder = Callable[[Collection[str]], str]

_finders: list[Finder] = []


def finds_harm(finder: Finder) -> Finder:
    """Let a function say what was found in any of these files (by SHA-256); empty for nothing."""
    _finders[:] = [finder]
    return finder


def harm_in(sha256s: Iterable[str]) -> str:
    """What harm was found in one of these files; empty when none is known."""
    wanted = frozenset(sha256s)
    return _finders[0](wanted) if wanted and _finders else ""
