"""Tickets with the names that stand beside them: four queries for a whole list."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.utils import timezone

from pindos.organisation.queries import (
    PersonFacts,
    PlaceFacts,
    UnitFacts,
    keys_of_prefectures,
    names_of_people,
    people_by_id,
    prefectures,
    units_by_id,
)
from pindos.servicedesk.models import Ticket
from pindos.servicedesk.queries.catalogue import category_keys
from pindos.servicedesk.rules import is_late
from pindos.servicedesk.terms import State

NOBODY: Mapping[int, str] = {}


class TicketFacts(NamedTuple):
    """What lists and answers tell of a ticket, by the names of its columns."""

    id: int
    number: str | None
    title: str
    state: str
    unit_id: int
    with_unit_id: int
    prefecture_id: int
    site_id: int | None
    category_id: int | None
    impact: str
    urgency: str
    priority: int
    requester_id: int | None
    assignee_id: int | None
    opened_at: datetime
    state_since: datetime
    late_at: datetime | None
    answer_due_at: datetime | None
    solve_due_at: datetime | None
    solved_at: datetime | None
    closed_at: datetime | None
    version: int


class Beside(NamedTuple):
    """The keys and names that stand beside some tickets, by id, and the time it is."""

    units: dict[int, UnitFacts]
    prefectures: dict[int, str]
    people: dict[int, str]
    categories: dict[int, str]
    now: datetime


def facts_of_ticket(ticket: Ticket) -> TicketFacts:
    """The facts of a row."""
    return TicketFacts._make(getattr(ticket, name) for name in TicketFacts._fields)


def solved_ticket(ticket_id: int) -> TicketFacts | None:
    """The facts of a ticket that is solved, whoever may see it: for what goes by itself."""
    rows = Ticket.objects.filter(state__in=(State.SOLVED, State.CLOSED), solved_at__isnull=False)
    found = rows.filter(pk=ticket_id).first()
    return facts_of_ticket(found) if found else None


def beside(rows: Sequence[TicketFacts], known: Mapping[int, str] = NOBODY) -> Beside:
    """What stands beside these tickets; two queries however many there are.

    ``known`` are names of people that need not be asked for.
    """
    people = {id_ for row in rows for id_ in (row.requester_id, row.assignee_id) if id_}
    return Beside(
        units_by_id({row.unit_id for row in rows} | {row.with_unit_id for row in rows}),
        keys_of_prefectures(),
        {**known, **names_of_people(people - known.keys())},
        category_keys({row.category_id for row in rows if row.category_id}),
        timezone.now(),
    )


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
