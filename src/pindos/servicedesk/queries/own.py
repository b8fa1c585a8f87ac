"""What somebody asked for and what they watch: asked on each of their pages, so by statements
that are ready.
"""

from django.db.models import QuerySet

from pindos.kernel.access import Viewer
from pindos.kernel.counting import Counted
from pindos.kernel.prepared import prepared
from pindos.records.queries import records_of
from pindos.records.terms import Part
from pindos.servicedesk.models import Ticket
from pindos.servicedesk.queries.tickets import (
    NEWEST_FIRST,
    own_tickets_of,
    reader_of_tickets,
    tickets_read_by,
)
from pindos.servicedesk.terms import OPEN, State

MOST = 20  # rows shown of each


def own_asked(viewer: Viewer) -> list[Ticket]:
    """The newest of the viewer's own tickets that wait for the viewer."""
    return _first_asked(viewer.person_id) if viewer.person_id is not None else []


def own_asked_counted(viewer: Viewer) -> Counted | None:
    """How many of them there are; None for nobody."""
    return _asked.counted(viewer.person_id) if viewer.person_id is not None else None


def own_open(viewer: Viewer) -> list[Ticket]:
    """The newest of the viewer's own tickets that are open."""
    return _first_open(viewer.person_id) if viewer.person_id is not None else []


def own_open_count(viewer: Viewer) -> int:
    """How many of them there are."""
    return _open.count(viewer.person_id) if viewer.person_id is not None else 0


def watched(viewer: Viewer) -> list[Ticket]:
    """The newest of those that the viewer watches or follows, as far as they may see it still."""
    person_id, units, headed = reader_of_tickets(viewer)
    return _first_watched(person_id, units, headed) if person_id is not None else []


@prepared
def _asked(person_id: int) -> QuerySet[Ticket]:
    return own_tickets_of(person_id).filter(state__in=(State.WAITING, State.SOLVED))


@prepared
def _open(person_id: int) -> QuerySet[Ticket]:
    return own_tickets_of(person_id).filter(state__in=OPEN)


_first_asked = prepared(lambda person_id: _asked.ask(person_id).order_by(*NEWEST_FIRST)[:MOST])
_first_open = prepared(lambda person_id: _open.ask(person_id).order_by(*NEWEST_FIRST)[:MOST])


@prepared
def _first_watched(
    person_id: int, units: frozenset[int], headed: frozenset[int]
) -> QuerySet[Ticket]:
    among = records_of(person_id, Part.WATCHER, Part.FOLLOWER)
    rows = tickets_read_by(person_id, units, headed).filter(record__in=among)
    return rows.order_by(*NEWEST_FIRST)[:MOST]
