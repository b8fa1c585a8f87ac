"""What is to be done on tickets, for those who see the whole of them."""

from collections.abc import Iterable
from datetime import datetime
from functools import cache
from typing import NamedTuple

import yaml
from django.db.models import F, Q, QuerySet

from pindos.kernel.access import Viewer
from pindos.kernel.errors import NotFound
from pindos.kernel.prepared import prepared
from pindos.organisation.queries import PersonFacts, workers_of
from pindos.organisation.rights import ACTING, units_seen_by
from pindos.records.terms import Sight
from pindos.servicedesk.checklists import SHIPPED
from pindos.servicedesk.models import Checklist, Task, Ticket
from pindos.servicedesk.queries.tickets import (
    sight_of_ticket,
    tickets_of_units,
    unit_tickets_for,
)
from pindos.servicedesk.terms import State

FEW = 12  # on the first page
SOONEST_FIRST = (F("due_at").asc(nulls_last=True), "id")


class ChecklistFacts(NamedTuple):
    """A checklist kept ready; without a unit it is for all, and ``is_shipped`` came with us."""

    key: str
    name: str
    lines: list[str]
    unit_id: int | None = None
    is_shipped: bool = False
    is_hidden: bool = False


def tasks_of(viewer: Viewer, ticket: Ticket) -> list[Task]:
    """The tasks of a ticket in their order; none for those who do not see all of it."""
    if sight_of_ticket(viewer, ticket) != Sight.ALL:
        return []
    return _tasks(ticket.pk)


@prepared
def _tasks(ticket_id: int) -> QuerySet[Task]:
    return Task.objects.filter(ticket=ticket_id).order_by("place", "id")


def open_tasks(ticket: Ticket) -> list[str]:
    """The titles of what is not done yet."""
    rows = Task.objects.filter(ticket=ticket, done_at=None).order_by("place", "id")
    return list(rows.values_list("title", flat=True))


def tasks_for(viewer: Viewer) -> QuerySet[Task]:
    """All tasks of tickets that the viewer sees in full."""
    return Task.objects.filter(ticket__in=unit_tickets_for(viewer))


def my_tasks(viewer: Viewer) -> QuerySet[Task]:
    """What the viewer has to do, the soonest first; a closed ticket asks for nothing more."""
    mine = tasks_for(viewer).filter(who=viewer.person_id or 0, done_at=None)
    rows = mine.exclude(ticket__state=State.CLOSED).select_related("ticket")
    return rows.order_by(*SOONEST_FIRST)


def next_tasks(viewer: Viewer) -> list[Task]:
    """The soonest of them, for the first page; one query."""
    return _soonest(units_seen_by(viewer), viewer.person_id or 0)


@prepared
def _soonest(units: frozenset[int], person_id: int) -> QuerySet[Task]:
    mine = Task.objects.filter(who=person_id, done_at=None, ticket__in=tickets_of_units(units))
    rows = mine.exclude(ticket__state=State.CLOSED).select_related("ticket")
    return rows.order_by(*SOONEST_FIRST)[:FEW]


def tasks_due(viewer: Viewer, since: datetime, until: datetime) -> QuerySet[Task]:
    """The open tasks that fall due in a span of time."""
    due = tasks_for(viewer).filter(done_at=None, due_at__gte=since, due_at__lt=until)
    return due.exclude(ticket__state=State.CLOSED).select_related("ticket").order_by("due_at")


def workers_on(ticket: Ticket) -> list[PersonFacts]:
    """Who can be given work on a ticket: of its unit, and of the one asked by referral."""
    found = {person.id: person for person in workers_of(ticket.unit_id)}
    if ticket.with_unit_id != ticket.unit_id:
        found |= {person.id: person for person in workers_of(ticket.with_unit_id)}
    return list(found.values())


def checklists_for(viewer: Viewer, *, with_hidden: bool = False) -> list[ChecklistFacts]:
    """The checklists that the viewer may put on a ticket, by name: for all, and of their units."""
    units = viewer.units_as(*ACTING)
    if not units:
        return []
    return _sorted(_checklists(units), with_hidden=with_hidden)


@prepared
def _checklists(units: frozenset[int]) -> QuerySet[Checklist]:
    return Checklist.objects.filter(Q(unit=None) | Q(unit__in=units))


def checklist_by(viewer: Viewer, key: str) -> ChecklistFacts:
    """The checklist of this key; NotFound when it is not theirs to use."""
    for one in checklists_for(viewer, with_hidden=True):
        if one.key == key:
            return one
    raise NotFound


def _sorted(rows: Iterable[Checklist], *, with_hidden: bool) -> list[ChecklistFacts]:
    shipped = {one.key: one for one in _shipped()}
    found = {**shipped, **{row.key: _facts(row, row.key in shipped) for row in rows}}
    shown = [one for one in found.values() if with_hidden or not one.is_hidden]
    return sorted(shown, key=lambda one: (one.unit_id is not None, one.name))


def _facts(row: Checklist, is_shipped: bool) -> ChecklistFacts:
    return ChecklistFacts(
        row.key, row.name, row.lines.splitlines(), row.unit_id, is_shipped, row.is_hidden
    )


@cache
def _shipped() -> tuple[ChecklistFacts, ...]:
    rows = yaml.safe_load(SHIPPED.read_text(encoding="utf-8"))
    return tuple(
        ChecklistFacts(row["key"], row["name"], row["lines"], is_shipped=True) for row in rows
    )
