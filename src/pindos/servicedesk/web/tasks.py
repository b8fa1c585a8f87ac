"""The tasks of a ticket as pages show them."""

from datetime import datetime
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils import timezone

from pindos.kernel.access import Viewer
from pindos.organisation.queries import people_by_id
from pindos.servicedesk.models import Task, Ticket
from pindos.servicedesk.queries import next_tasks, tasks_of
from pindos.servicedesk.terms import Act


class TaskLine(NamedTuple):
    """One task in words; ``url`` is its own page."""

    id: int
    title: str
    who: str
    due_at: datetime | None
    is_late: bool
    done_at: datetime | None
    done_by: str
    url: str


class TaskGroup(NamedTuple):
    """The tasks of one checklist, or those of none."""

    name: str
    lines: list[TaskLine]
    done: int


class MyTask(NamedTuple):
    """One of my tasks, with its ticket."""

    title: str
    number: str
    ticket_title: str
    url: str
    due_at: datetime | None
    is_late: bool


def tasks_shown(viewer: Viewer, ticket: Ticket, is_any: bool = True) -> dict[str, Any]:
    """What the panel of tasks shows: two queries however many there are, none without any."""
    groups = task_groups(viewer, ticket) if is_any else []
    lines = [line for group in groups for line in group.lines]
    return {
        "ticket": ticket,
        "groups": groups,
        "open": sum(line.done_at is None for line in lines),
        "total": len(lines),
        "tasks_verb": Act.TASKS.value,
    }


def task_groups(viewer: Viewer, ticket: Ticket) -> list[TaskGroup]:
    """The tasks in their order, those of one checklist together."""
    rows = tasks_of(viewer, ticket)
    ids = {pk for row in rows for pk in (row.who_id, row.done_by_id) if pk is not None}
    names = {pk: person.name for pk, person in people_by_id(ids).items()} if ids else {}
    groups: dict[str, list[TaskLine]] = {}
    for row in rows:
        groups.setdefault(row.group, []).append(_line(row, ticket, names))
    return [
        TaskGroup(name, lines, sum(line.done_at is not None for line in lines))
        for name, lines in groups.items()
    ]


def my_task_lines(viewer: Viewer) -> list[MyTask]:
    """The soonest of my tasks; one query."""
    now = timezone.now()
    return [
        MyTask(
            row.title,
            row.ticket.number or "",
            row.ticket.title,
            reverse("servicedesk:ticket-show", args=[row.ticket.number]) + "#tasks",
            row.due_at,
            row.due_at is not None and row.due_at <= now,
        )
        for row in next_tasks(viewer)
    ]


def _line(row: Task, ticket: Ticket, names: dict[int, str]) -> TaskLine:
    return TaskLine(
        row.pk,
        row.title,
        names.get(row.who_id or 0, ""),
        row.due_at,
        row.done_at is None and row.due_at is not None and row.due_at <= timezone.now(),
        row.done_at,
        names.get(row.done_by_id or 0, ""),
        reverse("servicedesk:ticket-task", args=[ticket.number, row.pk]),
    )
