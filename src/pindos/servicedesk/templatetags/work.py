"""Tasks and time beside a ticket: panels that ask for what they show."""

from typing import Any

from django import template

from pindos.servicedesk.models import Ticket
from pindos.servicedesk.queries.found import TASKS, TIME
from pindos.servicedesk.web.efforts import time_shown
from pindos.servicedesk.web.tasks import tasks_shown

register = template.Library()


@register.inclusion_tag("servicedesk/_tasks.html", takes_context=True)
def tasks_panel(context: template.Context, ticket: Ticket) -> dict[str, Any]:
    """``{% tasks_panel ticket %}``: what is to be done, for those who work on it."""
    shown = tasks_shown(context["request"].viewer, ticket, _found(context, TASKS))
    return _with(context, shown)


@register.inclusion_tag("servicedesk/_time.html", takes_context=True)
def time_panel(context: template.Context, ticket: Ticket) -> dict[str, Any]:
    """``{% time_panel ticket %}``: how long people worked on it, for its units only."""
    shown = time_shown(context["request"].viewer, ticket, _found(context, TIME))
    return _with(context, shown)


def _found(context: template.Context, name: str) -> bool:
    """Whether there is any; a page that has not asked lets the panel ask."""
    has = context.get("has")
    return has is None or name in has


def _with(context: template.Context, shown: dict[str, Any]) -> dict[str, Any]:
    return {
        "csrf_token": context.get("csrf_token"),
        "request": context["request"],
        "acts": context.get("acts", ()),
        **shown,
    }
