"""Addresses: reversing a pattern costs more than all that stands around it."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from django.template import Context
from django.urls import NoReverseMatch, reverse

from pindos.shell.drawing.values import worth
from pindos.shell.markup import escaped

KEPT = 4096  # addresses of a process; those of a page that is looked at again and again


def address(node: Any) -> Callable[[Context], str]:
    """``{% url "servicedesk:ticket-show" ticket.number %}``."""
    name_of = worth(node.view_name)
    places = [worth(each) for each in node.args]
    names = {name: worth(each) for name, each in node.kwargs.items()}
    goes_to = node.asvar

    def draw(context: Context) -> str:
        given = tuple([resolve(context) for resolve in places])
        named = tuple(
            [(name, resolve(context)) for name, resolve in names.items()] if names else ()
        )
        try:
            found = _kept(name_of(context), _space(context), given, named)
        except NoReverseMatch:
            if goes_to is None:
                raise
            found = ""
        if goes_to is not None:
            context[goes_to] = found
            return ""
        return escaped(found) if context.autoescape else found

    return draw


def address_of(name: str, *given: Any) -> str:
    """The same for what is written without a template: where a page is, found once."""
    return _kept(name, None, given, ())


def _space(context: Context) -> str | None:
    """The namespace of the page, from which Django looks first."""
    request = getattr(context, "request", None)
    match = getattr(request, "resolver_match", None)
    found: str | None = getattr(request, "current_app", None) or getattr(match, "namespace", None)
    return found


@lru_cache(KEPT, typed=True)
def _kept(
    name: str, space: str | None, given: tuple[Any, ...], named: tuple[tuple[str, Any], ...]
) -> str:
    return reverse(name, args=given, kwargs=dict(named), current_app=space)
