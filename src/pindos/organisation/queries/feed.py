"""What has happened in the units that somebody sees: the one way to the feed of events."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import QuerySet

from pindos.kernel.access import Post, Viewer
from pindos.kernel.feed import events_of
from pindos.kernel.models import Event
from pindos.organisation.models import Reach
from pindos.organisation.queries.units import units_by_id
from pindos.organisation.terms import Role

READERS = tuple(role for role in Role if role is not Role.EMPLOYEE)


class EventFacts(NamedTuple):
    """One fact as programs get it, units by their keys; an erased one has no payload."""

    seq: int
    name: str
    subject: str
    unit: str
    other_unit: str
    at: datetime
    payload: dict[str, Any] | None


def events_for(viewer: Viewer) -> QuerySet[Event]:
    """What happened in the units that the viewer sees as more than an employee, by seq."""
    return events_of(viewer.units_as(*READERS))


def event_facts(rows: Iterable[Event]) -> list[EventFacts]:
    """Events as programs get them."""
    rows = list(rows)
    units = units_by_id({pk for row in rows for pk in (row.unit_id, row.other_unit_id) if pk})
    keys = {pk: unit.key for pk, unit in units.items()}
    return [
        EventFacts(
            seq=row.seq or 0,
            name=row.name,
            subject=row.subject,
            unit=keys.get(row.unit_id or 0, ""),
            other_unit=keys.get(row.other_unit_id or 0, ""),
            at=row.at,
            payload=row.payload,
        )
        for row in rows
    ]


def seen_from(unit_id: int) -> Viewer:
    """Nobody in person, with the sight of one who looks at a unit and all below it.

    For programs that read on behalf of a unit; an abolished unit sees nothing any more.
    """
    below = Reach.objects.filter(above=unit_id, above__is_abolished=False)
    posts = {Post(Role.AUDITOR, pk) for pk in below.values_list("below_id", flat=True)}
    return Viewer(reach=frozenset(posts))
