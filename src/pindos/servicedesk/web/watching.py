"""Who watches a ticket, as its pages show it."""

from typing import Any

from pindos.kernel.access import Viewer
from pindos.records.queries import participants_of
from pindos.records.terms import Part, Sight
from pindos.servicedesk.models import Ticket
from pindos.servicedesk.queries import (
    sight_of_ticket,
    watchers_of,
)
from pindos.servicedesk.queries.outsiders import outsiders_on
from pindos.servicedesk.terms import Act


def watched_context(viewer: Viewer, ticket: Ticket, acts: frozenset[str]) -> dict[str, Any]:
    """What the section needs; two queries, three where mail came onto it."""
    sight = sight_of_ticket(viewer, ticket)
    me = viewer.person_id or 0
    parts = participants_of(ticket.record_id)
    part = parts.get(me)
    is_watching = part in (Part.WATCHER, Part.FOLLOWER)
    return {
        "outsiders": outsiders_on(viewer, ticket),
        "may_take_off": Act.WATCHERS in acts and sight == Sight.ALL and me != ticket.requester_id,
        "watchers": [row for row in watchers_of(viewer, ticket, parts) if row.person.id != me],
        "is_watching": is_watching,
        "was_let_in": part == Part.WATCHER,
        "may_watch": me and sight == Sight.ALL and not is_watching and me != ticket.requester_id,
        "may_add_watcher": Act.WATCHERS in acts,
        "sees_all": sight == Sight.ALL,
    }
