"""Tasks and checklists over HTTP; for those who see the whole of a ticket."""

from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Any

from ninja import Schema
from pydantic import Field

from pindos.kernel.filtering import Filter, Size, Sort
from pindos.kernel.once import once
from pindos.kernel.web import Request
from pindos.organisation.queries import unit_named, units_by_id
from pindos.servicedesk import commands
from pindos.servicedesk.api.acting import Key, person_id_of
from pindos.servicedesk.api.asked import Named
from pindos.servicedesk.api.router import router
from pindos.servicedesk.models import Task
from pindos.servicedesk.queries import (
    ChecklistFacts,
    checklist_by,
    checklists_for,
    my_tasks,
    tasks_of,
    ticket_by,
)
from pindos.servicedesk.queries.listed_work import TASKS
from pindos.servicedesk.queries.tasks import tasks_for
from pindos.servicedesk.terms import MOST_TASKS, TEXT_LENGTH, TITLE_LENGTH

Line = Annotated[str, Field(json_schema_extra={"maxLength": TITLE_LENGTH})]
Plain = dict[str, Any]
MINE = 200  # tasks of one answer


class TaskOut(Schema):
    """A task; ``who`` and ``done_by`` are people's ids."""

    id: int
    ticket: str
    title: str
    group: str
    place: int
    who: int | None
    due_at: datetime | None
    done_at: datetime | None
    done_by: int | None


class TasksOut(Schema):
    """Tasks in their order."""

    items: list[TaskOut]


class TaskPageOut(TasksOut):
    """Some tasks, and what to send as after to get the next ones; empty at the end."""

    next: str


class TasksIn(Schema):
    """One task a line, and a checklist that is ready if one is named."""

    lines: Annotated[list[Line], Field(max_length=MOST_TASKS)] = []
    group: Line = ""
    checklist: Line = ""
    who: Annotated[Named | None, Field(description="id, key or e-mail")] = None
    due_at: datetime | None = None


class TaskIn(Schema):
    """A task as it is to be from now on; ``place`` counts from 1."""

    title: Line
    who: Annotated[Named | None, Field(description="id, key or e-mail")] = None
    due_at: datetime | None = None
    place: Annotated[int | None, Field(ge=1, le=999)] = None


class ChecklistOut(Schema):
    """A checklist that is ready; without a unit it is for all."""

    key: str
    name: str
    lines: list[str]
    unit: str
    is_hidden: bool


class ChecklistsOut(Schema):
    """Checklists by name."""

    items: list[ChecklistOut]


class ChecklistIn(Schema):
    """A checklist; without a key it is a new one, of a unit or for all."""

    name: Line
    lines: Annotated[str, Field(json_schema_extra={"maxLength": TEXT_LENGTH})]
    key: Line = ""
    unit: Line = ""
    is_hidden: bool = False


@router.get("/tasks", response=TaskPageOut)
def list_tasks(
    request: Request,
    filter: Filter = "",  # noqa: A002  the name callers use
    sort: Sort = "",
    after: str = "",
    size: Size = MINE,
) -> TaskPageOut:
    """What you have to do, the soonest first; with a filter, of all tasks that you see.

    ``filter`` asks anything of any column of the list tasks; ``sort`` is a column.
    """
    rows = tasks_for(request.viewer) if filter else my_tasks(request.viewer)
    rows = TASKS.narrowed(request.viewer, rows.select_related("ticket"), TASKS.read(filter))
    page = TASKS.page_of(rows, sort, after, size)
    items = [_out(row, row.ticket.number or "") for row in page.items]
    return TaskPageOut(items=items, next=page.next)


@router.get("/tickets/{ticket}/tasks", response=TasksOut)
def ticket_tasks(request: Request, ticket: str) -> TasksOut:
    """The tasks of a ticket; none for those who only asked."""
    found = ticket_by(request.viewer, ticket)
    rows = tasks_of(request.viewer, found)
    return TasksOut(items=[_out(row, found.number or "") for row in rows])


@router.post("/tickets/{ticket}/tasks", response=TasksOut)
def ticket_add_tasks(request: Request, ticket: str, body: TasksIn, key: Key = "") -> Plain:
    """Put tasks on a ticket; the answer holds all of its tasks."""
    viewer, found = request.viewer, ticket_by(request.viewer, ticket)
    words = body.model_dump(exclude={"who"})
    who_id = person_id_of(request.viewer, body.who, field="who")

    def act() -> Plain:
        commands.add_tasks(viewer=viewer, ticket_id=found.pk, who_id=who_id, **words)
        return ticket_tasks(request, str(found.pk)).model_dump(mode="json")

    return once(viewer=viewer, key=key, asked=["tasks", found.pk, words, who_id], act=act)


@router.post("/tickets/{ticket}/tasks/{task}/change", response=TaskOut)
def task_change(request: Request, ticket: str, task: int, body: TaskIn, key: Key = "") -> Plain:
    """Say a task anew."""
    who_id = person_id_of(request.viewer, body.who, field="who")
    words = {**body.model_dump(exclude={"who"}), "who_id": who_id}
    return _one(request, ticket, task, key, "change", **words)


@router.post("/tickets/{ticket}/tasks/{task}/finish", response=TaskOut)
def task_finish(request: Request, ticket: str, task: int, key: Key = "") -> Plain:
    """Tick a task."""
    return _one(request, ticket, task, key, "finish")


@router.post("/tickets/{ticket}/tasks/{task}/reopen", response=TaskOut)
def task_reopen(request: Request, ticket: str, task: int, key: Key = "") -> Plain:
    """Take the tick off again."""
    return _one(request, ticket, task, key, "reopen")


@router.post("/tickets/{ticket}/tasks/{task}/remove", response=TasksOut)
def task_remove(request: Request, ticket: str, task: int, key: Key = "") -> Plain:
    """Take a task off the list; the answer holds what is left."""
    viewer, found = request.viewer, ticket_by(request.viewer, ticket)

    def act() -> Plain:
        commands.remove_task(viewer=viewer, ticket_id=found.pk, task_id=task)
        return ticket_tasks(request, str(found.pk)).model_dump(mode="json")

    return once(viewer=viewer, key=key, asked=["remove-task", found.pk, task], act=act)


@router.get("/checklists", response=ChecklistsOut)
def list_checklists(request: Request) -> ChecklistsOut:
    """The checklists that you may put on a ticket."""
    found = checklists_for(request.viewer, with_hidden=True)
    units = units_by_id({one.unit_id for one in found if one.unit_id})
    keys = {pk: unit.key for pk, unit in units.items()}
    return ChecklistsOut(items=[_checklist(one, keys) for one in found])


@router.post("/checklists", response=ChecklistOut)
def checklist_set(request: Request, body: ChecklistIn) -> ChecklistOut:
    """Keep a checklist ready; an administrator for all, a head for the own department."""
    words = body.model_dump(exclude={"unit"})
    unit_id = unit_named(body.unit).id if body.unit else None
    row = commands.set_checklist(viewer=request.viewer, unit_id=unit_id, **words)
    one = checklist_by(request.viewer, row.key)
    units = units_by_id([one.unit_id] if one.unit_id else [])
    return _checklist(one, {pk: unit.key for pk, unit in units.items()})


VERBS: dict[str, Callable[..., Task]] = {
    "change": commands.change_task,
    "finish": commands.finish_task,
    "reopen": commands.reopen_task,
}


def _one(
    request: Request, ticket: str, task: int, key: str, verb: str, **words: Any
) -> dict[str, Any]:
    viewer, found = request.viewer, ticket_by(request.viewer, ticket)

    def act() -> Plain:
        row = VERBS[verb](viewer=viewer, ticket_id=found.pk, task_id=task, **words)
        return _out(row, found.number or "").model_dump(mode="json")

    return once(viewer=viewer, key=key, asked=[verb, "task", task, words], act=act)


def _out(row: Task, number: str) -> TaskOut:
    return TaskOut(
        id=row.pk,
        ticket=number,
        title=row.title,
        group=row.group,
        place=row.place,
        who=row.who_id,
        due_at=row.due_at,
        done_at=row.done_at,
        done_by=row.done_by_id,
    )


def _checklist(one: ChecklistFacts, keys: dict[int, str]) -> ChecklistOut:
    return ChecklistOut(
        key=one.key,
        name=one.name,
        lines=one.lines,
        unit=keys.get(one.unit_id or 0, ""),
        is_hidden=one.is_hidden,
    )
