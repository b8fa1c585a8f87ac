"""The tickets that belong together with one, as its page shows them."""

from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pindos.kernel.access import Viewer
from pindos.servicedesk.models import Ticket
from pindos.servicedesk.queries import Linked, links_of
from pindos.servicedesk.queries.found import LINKS
from pindos.servicedesk.terms import OPEN, State, Tie
from pindos.servicedesk.web import chips
from pindos.servicedesk.web.titles import shortened

SHOWN = 20
HEADINGS = {  # in the order of the page: what holds it up comes first
    Tie.BLOCKED: _("Held up by"),
    Tie.PARENT: _("Part of"),
    Tie.CHILD: _("Parts of it"),
    Tie.DUPLICATES: _("Duplicate of"),
    Tie.DUPLICATED: _("Its duplicates"),
    Tie.BLOCKS: _("Holds up"),
    Tie.RELATED: pgettext_lazy("tickets", "Related"),
}


class LinkLine(NamedTuple):
    """Another ticket, and what it is to this one."""

    number: str
    url: str
    title: str
    state: SafeString
    tie: str


class LinkGroup(NamedTuple):
    """All that are the same to this ticket."""

    heading: Promise
    lines: list[LinkLine]


def linked_context(
    viewer: Viewer,
    ticket: Ticket,
    *,
    limit: int = SHOWN,
    has: frozenset[str] = frozenset({LINKS}),
) -> dict[str, Any]:
    """What the section needs; two queries, none when ``has`` knows of no links.

    It says which children are open still although the ticket is solved, and the other way round.
    """
    found = links_of(viewer, ticket) if LINKS in has else []
    children = [each.ticket.state for each in found if each.tie is Tie.CHILD]
    is_open = ticket.state in OPEN
    return {
        "links": groups_of(found[:limit]),
        "links_more": max(len(found) - limit, 0),
        "children_open": 0 if is_open else sum(state in OPEN for state in children),
        "children_over": sum(state in (State.SOLVED, State.CLOSED) for state in children)
        if is_open
        else 0,
    }


def groups_of(found: list[Linked]) -> list[LinkGroup]:
    """The links by what the others are to the ticket."""
    return [
        LinkGroup(heading, lines)
        for tie, heading in HEADINGS.items()
        if (lines := [_line(each) for each in found if each.tie is tie])
    ]


def _line(linked: Linked) -> LinkLine:
    ticket = linked.ticket
    return LinkLine(
        number=ticket.number or "",
        url=reverse("servicedesk:ticket-show", args=[ticket.number]),
        title=shortened(ticket.title),
        state=chips.state_chip(ticket.state),
        tie=linked.tie.value,
    )
