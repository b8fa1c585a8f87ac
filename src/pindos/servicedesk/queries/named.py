"""Tickets with the names that stand beside them: four queries for a whole list."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from pindos.organisation.queries import (
    PersonFacts,
    PlaceFacts,
    UnitFacts,
    people_by_id,
    prefectures,
    units_by_id,
)
from pindos.servicedesk.models import Ticket
from pindos.servicedesk.queries.catalogue import category_keys
from pindos.servicedesk.rules import is_late


@dataclass(frozen=True, slots=True)
class NamedTicket:
    """A ticket, the names of all who have to do with it, and whether it is late."""

    ticket: Ticket
    unit: UnitFacts
    with_unit: UnitFacts
    prefecture: PlaceFacts
    requester: PersonFacts | None
    assignee: PersonFacts | None
    category: str | None
    is_late: bool


def named(tickets: Iterable[Ticket], now: datetime | None = None) -> list[NamedTicket]:
    """The tickets with their names, in the same order; three queries however many there are."""
    rows = list(tickets)
    if not rows:
        return []
    now = now or timezone.now()
    units = units_by_id({row.unit_id for row in rows} | {row.with_unit_id for row in rows})
    people = people_by_id(
        {id_ for row in rows for id_ in (row.requester_id, row.assignee_id) if id_ is not None}
    )
    keys = category_keys({row.category_id for row in rows if row.category_id})
    places = {place.id: place for place in prefectures()}
    return [
        NamedTicket(
            ticket=row,
            unit=units[row.unit_id],
            with_unit=units[row.with_unit_id],
            prefecture=places[row.prefecture_id],
            requester=people.get(row.requester_id or 0),
            assignee=people.get(row.assignee_id or 0),
            category=keys.get(row.category_id or 0),
            is_late=is_late(row.state, row.late_at, now),
        )
        for row in rows
    ]
