"""Recurring work: read, written, switched on and off."""

from datetime import date
from typing import Any

from django.utils import timezone
from ninja import Schema, Status

from pindos.automation import commands
from pindos.automation.api.router import asked_in, router
from pindos.automation.models import Routine
from pindos.automation.queries import ROUTINES, next_days, routine_by, routines_for
from pindos.kernel.filtering import After, Filter, Size, Sort
from pindos.kernel.pages import PAGE
from pindos.kernel.web import Request, may_change_settings
from pindos.organisation.queries import units_by_id


class RoutineIn(Schema):
    """What is opened and how often; what is left out stays. People by id, key or address."""

    name: str | None = None
    title: str | None = None
    description: str | None = None
    requester: str | None = None
    category: str | None = None
    checklist: str | None = None
    tasks: str | None = None
    assign_to: str | None = None
    every: str | None = None
    step: int | None = None
    begins: date | None = None
    ends: date | None = None
    day: int | None = None
    weekday: int | None = None
    nth: int | None = None
    shift: str | None = None


class NewRoutineIn(RoutineIn):
    """The same with the key of the unit for which it opens."""

    unit: str


class EditedRoutineIn(RoutineIn):
    """The same with the version that was seen."""

    version: int | None = None


class RoutineOut(Schema):
    """Recurring work; ``days`` are the next twelve on which a ticket opens."""

    id: int
    unit: str
    name: str
    title: str
    description: str
    requester_id: int
    category: str
    checklist: str
    tasks: str
    assign_to_id: int | None
    every: str
    step: int
    begins: date
    ends: date | None
    day: int
    weekday: int
    nth: int
    shift: str
    is_on: bool
    version: int
    days: list[date]


class RoutinePageOut(Schema):
    """Some of it, and what to send as after to get the next; empty at the end."""

    items: list[RoutineOut]
    next: str


@router.get("/routines", response=RoutinePageOut)
def list_routines(
    request: Request,
    filter: Filter = "",  # noqa: A002  the name callers use
    sort: Sort = "",
    after: After = "",
    size: Size = PAGE,
) -> RoutinePageOut:
    """The recurring work of the units whose work you read."""
    rows = ROUTINES.narrowed(request.viewer, routines_for(request.viewer), ROUTINES.read(filter))
    page = ROUTINES.page_of(rows, sort, after, size)
    return RoutinePageOut(items=_out(page.items), next=page.next)


@router.post("/routines", response={201: RoutineOut})
def routine_add(request: Request, body: NewRoutineIn) -> Status[RoutineOut]:
    """Write it; it is off until it is switched on."""
    may_change_settings(request)
    added = commands.add_routine(viewer=request.viewer, unit=body.unit, **_asked(request, body))
    return Status(201, _out([added])[0])


@router.get("/routines/{routine}", response=RoutineOut)
def routine_show(request: Request, routine: int) -> RoutineOut:
    """One of it."""
    return _out([routine_by(request.viewer, routine)])[0]


@router.post("/routines/{routine}/edit", response=RoutineOut)
def routine_edit(request: Request, routine: int, body: EditedRoutineIn) -> RoutineOut:
    """Change what is named; what was opened stays."""
    may_change_settings(request)
    asked = _asked(request, body)
    edited = commands.edit_routine(
        viewer=request.viewer, routine_id=routine, version=body.version, **asked
    )
    return _out([edited])[0]


@router.post("/routines/{routine}/switch-on", response=RoutineOut)
def routine_switch_on(request: Request, routine: int) -> RoutineOut:
    """Let it open its tickets from today on."""
    may_change_settings(request)
    return _out([commands.switch_routine_on(viewer=request.viewer, routine_id=routine)])[0]


@router.post("/routines/{routine}/switch-off", response=RoutineOut)
def routine_switch_off(request: Request, routine: int) -> RoutineOut:
    """Let it open none any more."""
    may_change_settings(request)
    return _out([commands.switch_routine_off(viewer=request.viewer, routine_id=routine)])[0]


def _asked(request: Request, body: RoutineIn) -> dict[str, Any]:
    return asked_in(request, body, "requester", "assign_to")


def _out(rows: list[Routine]) -> list[RoutineOut]:
    units = units_by_id({row.unit_id for row in rows})
    names = [name for name in RoutineOut.model_fields if name not in ("id", "unit", "days")]
    today = timezone.localdate()
    return [
        RoutineOut(
            id=row.pk,
            unit=units[row.unit_id].key,
            days=next_days(row, today),
            **{name: getattr(row, name) for name in names},
        )
        for row in rows
    ]
