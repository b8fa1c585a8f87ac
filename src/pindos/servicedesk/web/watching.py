"""Who watches a ticket, as its pages show it."""

from typing import Any

from pindos.kernel.access import Viewer
from pindos.records.queries import participants_of
from pindos.records.terms import Part, Sight
from pindos.servicedesk.models import Ticket
from pindos.servicedesk.queries import (
    addressable_on,
    sight_of_ticket,
    watchers_of,
)
from pindos.servicedesk.terms import Act
from pindos.servicedesk.web.forms.watching import WatcherForm


def watched_context(
    viewer: Viewer, ticket: Ticket, acts: frozenset[str], *, form: WatcherForm | None = None
) -> dict[str, Any]:
    """What the section needs, and whom the reply box can address; about six queries."""
    sight = sight_of_ticket(viewer, ticket)
    me = viewer.person_id or 0
    parts = participants_of(ticket.record_id)
    part = parts.get(me)
    is_watching = part in (Part.WATCHER, Part.FOLLOWER)
    says = {Act.REPLY, Act.NOTE} & acts
    return {
        "watchers": [row for row in watchers_of(viewer, ticket, parts) if row.person.id != me],
        "is_watching": is_watching,
        "was_let_in": part == Part.WATCHER,
        "may_watch": me and sight == Sight.ALL and not is_watching and me != ticket.requester_id,
        "watcher_form": form or WatcherForm(),
        "may_add_watcher": Act.WATCHERS in acts,
        "sees_all": sight == Sight.ALL,
        "addressable": addressable_on(viewer, ticket, parts) if says else (),
    }
