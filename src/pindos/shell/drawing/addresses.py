"""Addresses: reversing a pattern costs more than all that stands around it."""

from functools import lru_cache
from typing import Any

from django.template import Context
from django.urls import NoReverseMatch, reverse

from pindos.shell.drawing.script import Script
from pindos.shell.drawing.values import worth
from pindos.shell.markup import escaped

KEPT = 4096  # addresses of a process; those of a page that is looked at again and again


def address(script: Script, node: Any) -> bool:
    """``{% url "servicedesk:ticket-show" ticket.number %}``."""
    called = worth(script, node.view_name)
    given = "".join(f"{worth(script, each)}, " for each in node.args)
    named = "".join(f"({name!r}, {worth(script, each)}), " for name, each in node.kwargs.items())
    script.called("space_of", space_of)
    found, goes_to = script.local(), node.asvar
    find = script.called("kept", kept)
    ask = f"{found} = {find}({called}, {script.wanted('space')}, ({given}), ({named}))"
    if goes_to is None:
        script.line(ask)
        auto = script.wanted("auto")
        script.line(f"say({script.called('escaped', escaped)}({found}) if {auto} else {found})")
        return True
    script.called("NoReverseMatch", NoReverseMatch)
    script.line(f"try: {ask}")
    script.line(f"except NoReverseMatch: {found} = ''")
    script.line(f"context[{goes_to!r}] = {found}")
    script.bind(goes_to, found)
    return True


def address_of(name: str, *given: Any) -> str:
    """The same for what is written without a template: where a page is, found once."""
    return kept(name, None, given, ())


def space_of(context: Context) -> str | None:
    """The namespace of the page, from which Django looks first."""
    request = getattr(context, "request", None)
    match = getattr(request, "resolver_match", None)
    found: str | None = getattr(request, "current_app", None) or getattr(match, "namespace", None)
    return found


@lru_cache(KEPT, typed=True)
def kept(
    name: str, space: str | None, given: tuple[Any, ...], named: tuple[tuple[str, Any], ...]
) -> str:
    """Where a page is, seen from a namespace; NoReverseMatch when there is none."""
    return reverse(name, args=given, kwargs=dict(named), current_app=space)
