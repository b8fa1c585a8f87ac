"""What falls due in a span of time: tasks with their day, and tickets by which they are late."""

from datetime import datetime
from typing import NamedTuple

from django.db.models import QuerySet

from pindos.kernel.access import Viewer
from pindos.servicedesk.models import Task, Ticket
from pindos.servicedesk.queries.tasks import tasks_due
from pindos.servicedesk.queries.tickets import unit_tickets_for
from pindos.servicedesk.terms import OPEN

MOST = 500  # of each kind in one span


class Due(NamedTuple):
    """One thing: a task of a ticket (``is_task``), or the ticket itself."""

    at: datetime
    key: str
    title: str
    number: str
    who: str
    is_task: bool


def due_for(
    viewer: Viewer, since: datetime, until: datetime, unit_id: int | None = None
) -> list[Due]:
    """By time: of one unit that the viewer sees, or without one what the viewer has to do."""
    tasks = tasks_due(viewer, since, until).select_related("ticket", "who")
    tickets = unit_tickets_for(viewer).filter(
        state__in=OPEN, late_at__gte=since, late_at__lt=until
    )
    if unit_id is None:
        me = viewer.person_id or 0
        tasks, tickets = tasks.filter(who=me), tickets.filter(assignee=me)
    else:
        tasks, tickets = tasks.filter(ticket__unit=unit_id), tickets.filter(unit=unit_id)
    found = [*_tasks(tasks), *_tickets(tickets)]
    return sorted(found, key=lambda due: (due.at, due.key))


def _tasks(rows: QuerySet[Task]) -> list[Due]:
    return [
        Due(
            row.due_at,
            f"task-{row.pk}",
            row.title,
            row.ticket.number or "",
            row.who.name if row.who else "",
            True,
        )
        for row in rows[:MOST]
        if row.due_at is not None
    ]


def _tickets(rows: QuerySet[Ticket]) -> list[Due]:
    return [
        Due(
            row.late_at,
            f"ticket-{row.pk}",
            row.title,
            row.number or "",
            row.assignee.name if row.assignee else "",
            False,
        )
        for row in rows.select_related("assignee").order_by("late_at", "id")[:MOST]
        if row.late_at is not None
    ]
