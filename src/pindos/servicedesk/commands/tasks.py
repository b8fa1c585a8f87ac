"""Tasks and checklists of a ticket: put on, given, ticked, changed, taken off."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from pindos.kernel.access import Viewer
from pindos.kernel.errors import Invalid, NotFound, Refused
from pindos.servicedesk.commands.sent import Sent
from pindos.servicedesk.commands.turn import Turn
from pindos.servicedesk.events import (
    TaskChanged,
    TaskFinished,
    TaskRemoved,
    TaskReopened,
    TasksAdded,
)
from pindos.servicedesk.models import Task, Ticket
from pindos.servicedesk.queries import checklist_by, workers_on
from pindos.servicedesk.terms import MOST_TASKS, TITLE_LENGTH, Act, Step

FOLLOWED = ("title", "group", "place", "who_id", "due_at", "done_at", "done_by_id")


@transaction.atomic
def add_tasks(
    *,
    viewer: Viewer,
    ticket_id: int,
    lines: Sequence[str] = (),
    group: str = "",
    checklist: str = "",
    who_id: int | None = None,
    due_at: datetime | None = None,
) -> list[Task]:
    """Put one task a line on a ticket, those of a checklist first.

    All get the same person and time. Refuses nobody's lines, somebody who does not work on the
    ticket (Invalid, field ``who``), and more than sixty on one ticket.
    """
    ready = checklist_by(viewer, checklist) if checklist else None
    written, group = _titles(lines, group)
    turn = Turn(viewer, ticket_id, Act.TASKS)
    turn.go(None)
    _check_worker(turn.ticket, who_id)
    both = [(line, ready.name) for line in ready.lines] if ready else []
    both += [(title, group) for title in written]
    if not both:
        raise Invalid({"lines": _("Write what is to be done, one task a line.")})
    rows = _put_on(turn.ticket, both, who_id, due_at)
    entry_id = turn.step_inside(
        Step.TASKS_ADDED,
        titles=[row.title for row in rows],
        name=ready.name if ready and not written else group,
        person=who_id,
    )
    titles = "; ".join(row.title for row in rows)
    turn.say(
        TasksAdded,
        entry_id=entry_id,
        task_ids=[row.pk for row in rows],
        who_id=who_id,
        changes={
            "task.title": (None, titles),
            "task.who": (None, who_id),
            "task.due_at": (None, due_at),
        },
    )
    return rows


@transaction.atomic
def finish_task(*, viewer: Viewer, ticket_id: int, task_id: int) -> Task:
    """Tick a task; one that is done already stays as it is."""
    turn, task = _begin(viewer, ticket_id, task_id)
    if task.done_at is None:
        before = _values(task)
        task.done_at, task.done_by_id = turn.now, turn.me
        _save(turn, task, before, Step.TASK_FINISHED, TaskFinished)
    return task


@transaction.atomic
def reopen_task(*, viewer: Viewer, ticket_id: int, task_id: int) -> Task:
    """Take the tick off again."""
    turn, task = _begin(viewer, ticket_id, task_id)
    if task.done_at is not None:
        before = _values(task)
        task.done_at = task.done_by_id = None
        _save(turn, task, before, Step.TASK_REOPENED, TaskReopened)
    return task


@transaction.atomic
def change_task(
    *,
    viewer: Viewer,
    ticket_id: int,
    task_id: int,
    title: str,
    who_id: int | None = None,
    due_at: datetime | None = None,
    place: int | None = None,
) -> Task:
    """Say anew what is to be done, by whom, until when, and as which of the list (from 1)."""
    sent = Sent()
    title = sent.line("title", title, most=TITLE_LENGTH)
    sent.check()
    turn, task = _begin(viewer, ticket_id, task_id)
    if who_id != task.who_id:
        _check_worker(turn.ticket, who_id)
    before = _values(task)
    task.title, task.who_id, task.due_at = title, who_id, due_at
    if place is not None:
        _put_at(task, place)
    if _values(task) != before:
        _save(turn, task, before, Step.TASK_CHANGED, TaskChanged)
    return task


@transaction.atomic
def remove_task(*, viewer: Viewer, ticket_id: int, task_id: int) -> Ticket:
    """Take a task off the list; the audit trail keeps what it said."""
    turn, task = _begin(viewer, ticket_id, task_id)
    before, pk = _values(task), task.pk
    entry_id = turn.step_inside(Step.TASK_REMOVED, title=task.title)
    task.delete()
    return turn.say(
        TaskRemoved, entry_id=entry_id, task_id=pk, changes=_changes(before, dict.fromkeys(before))
    )


def _begin(viewer: Viewer, ticket_id: int, task_id: int) -> tuple[Turn, Task]:
    turn = Turn(viewer, ticket_id, Act.TASKS)
    turn.go(None)
    task = Task.objects.filter(pk=task_id, ticket=turn.ticket).first()
    if task is None:
        raise NotFound
    return turn, task


def _titles(lines: Sequence[str], group: str) -> tuple[list[str], str]:
    """What was written, a task a line, without bullets."""
    sent = Sent()
    plain = [line.strip().lstrip("-*•·☐ ").strip() for line in lines]
    titles = [sent.line("lines", line, most=TITLE_LENGTH) for line in plain if line]
    group = sent.text("group", group, least=0, most=TITLE_LENGTH)
    sent.check()
    return titles, group


def _put_on(
    ticket: Ticket, both: list[tuple[str, str]], who_id: int | None, due_at: datetime | None
) -> list[Task]:
    places = list(Task.objects.filter(ticket=ticket).values_list("place", flat=True))
    if len(places) + len(both) > MOST_TASKS:
        words = _("A ticket has at most %(most)s tasks. Split the work into several tickets.")
        raise Refused(words % {"most": MOST_TASKS})
    last = max(places, default=0)
    return Task.objects.bulk_create(
        [
            Task(
                ticket=ticket,
                title=title,
                group=group,
                place=last + n,
                who_id=who_id,
                due_at=due_at,
            )
            for n, (title, group) in enumerate(both, 1)
        ]
    )


def _put_at(task: Task, place: int) -> None:
    """Let the task be the so-maniest of the list; the others make room."""
    rows = list(Task.objects.filter(ticket=task.ticket_id).exclude(pk=task.pk))
    rows.sort(key=lambda row: (row.place, row.pk))
    rows.insert(min(max(place, 1), len(rows) + 1) - 1, task)
    for n, row in enumerate(rows, 1):
        if row.place != n:
            row.place = n
            Task.objects.filter(pk=row.pk).update(place=n)


def _check_worker(ticket: Ticket, who_id: int | None) -> None:
    if who_id is not None and who_id not in {person.id for person in workers_on(ticket)}:
        words = _("This person does not work on the ticket: choose one of the units that have it.")
        raise Invalid({"who": words})


def _save(
    turn: Turn, task: Task, before: dict[str, Any], step: Step, event: type[TaskFinished]
) -> None:
    task.save(update_fields=[*FOLLOWED])
    is_new_person = before["who_id"] != task.who_id
    entry_id = turn.step_inside(step, title=task.title, person=task.who_id)
    turn.say(
        event,
        entry_id=entry_id,
        task_id=task.pk,
        who_id=task.who_id if is_new_person else None,
        changes=_changes(before, _values(task)),
    )


def _values(task: Task) -> dict[str, Any]:
    return {field: getattr(task, field) for field in FOLLOWED}


def _changes(before: dict[str, Any], after: dict[str, Any]) -> dict[str, tuple[Any, Any]]:
    return {f"task.{name.removesuffix('_id')}": (before[name], after[name]) for name in FOLLOWED}
