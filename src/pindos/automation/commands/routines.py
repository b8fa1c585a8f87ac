"""Writing work that comes round, and switching it on and off."""

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pindos.automation.commands.checking import Faults, named_things, plain_text, task_lines
from pindos.automation.commands.turn import capacity_for
from pindos.automation.events import (
    RoutineAdded,
    RoutineChanged,
    RoutineEvent,
    RoutineSwitchedOff,
    RoutineSwitchedOn,
)
from pindos.automation.models import Routine
from pindos.automation.queries.routines import routine_by
from pindos.automation.rules import faults_of_title
from pindos.automation.terms import NAME_LENGTH, OPENING, Every, Shift
from pindos.kernel.access import Viewer
from pindos.kernel.errors import Invalid, Words
from pindos.kernel.events import NO_CHANGES, Changes, emit
from pindos.kernel.jobs import bring_forward
from pindos.kernel.versions import NOTHING_SEEN, Seen, to_write, write
from pindos.organisation.queries import heads_of, unit_facts, unit_named, workers_of
from pindos.servicedesk.terms import TITLE_LENGTH

ROUTINE_FIELDS = (
    *("name", "title", "description", "requester_id", "category", "checklist", "tasks"),
    *("assign_to_id", "every", "step", "begins", "ends", "day", "weekday", "nth", "shift"),
)
NUMBERS = {"step": (1, 400), "day": (1, 31), "weekday": (0, 6), "nth": (-1, 4)}


@transaction.atomic
def add_routine(*, viewer: Viewer, unit: str, **asked: Any) -> Routine:
    """Write work that comes round; it is off until it is switched on.

    Refuses what could never be opened (Invalid, a reason for each field).
    """
    unit_id = unit_named(unit).id
    capacity = capacity_for(viewer, unit_id)
    row = Routine(unit_id=unit_id, begins=timezone.localdate(), requester_id=viewer.person_id or 0)
    values = routine_checked(unit_id, {**_now(row), **asked})
    for field in ROUTINE_FIELDS:
        setattr(row, field, values[field])
    row.save(force_insert=True)
    changes = {routine_field(field): (None, values[field]) for field in ROUTINE_FIELDS}
    say_routine(RoutineAdded, row, viewer, capacity, {"unit": (None, unit_id), **changes})
    return row


@transaction.atomic
def edit_routine(
    *,
    viewer: Viewer,
    routine_id: int,
    version: int | None = None,
    seen: Seen = NOTHING_SEEN,
    **asked: Any,
) -> Routine:
    """Change what is named; what has been opened stays. Refuses what two changed (Clash)."""
    row, capacity = _held(viewer, routine_id)
    values = routine_checked(row.unit_id, {**_now(row), **asked})
    wanted = {field: values[field] for field in ROUTINE_FIELDS if field in asked}
    if changes := write(row, to_write(row, wanted, version, seen)):
        said = {routine_field(field): pair for field, pair in changes.items()}
        say_routine(RoutineChanged, row, viewer, capacity, said)
        bring_forward(OPENING)
    return row


@transaction.atomic
def switch_routine_on(*, viewer: Viewer, routine_id: int) -> Routine:
    """Let it open its tickets from today on; what lies before is not caught up on.

    What is due today opens as soon as the timer looks, which is at once.
    """
    row, capacity = _held(viewer, routine_id)
    if not row.is_on:
        yesterday = timezone.localdate() - timedelta(days=1)
        row.is_on, row.done_until = True, max(row.done_until or yesterday, yesterday)
        row.save(update_fields=["is_on", "done_until"])
        say_routine(RoutineSwitchedOn, row, viewer, capacity, {"is_on": (False, True)})
        bring_forward(OPENING)
    return row


@transaction.atomic
def switch_routine_off(*, viewer: Viewer, routine_id: int) -> Routine:
    """Let it open none any more; what was opened stays."""
    row, capacity = _held(viewer, routine_id)
    if row.is_on:
        row.is_on = False
        row.save(update_fields=["is_on"])
        say_routine(RoutineSwitchedOff, row, viewer, capacity, {"is_on": (True, False)})
    return row


def faults_of_routine(row: Routine) -> dict[str, Words]:
    """What of it could not be written today, by its fields."""
    try:
        routine_checked(row.unit_id, _now(row))
    except Invalid as error:
        return error.fields
    return {}


def routine_field(column: str) -> str:
    """A column as events name it; «every» is the seconds of a job there."""
    return "how_often" if column == "every" else column.removesuffix("_id")


def say_routine(
    event: type[RoutineEvent],
    row: Routine,
    viewer: Viewer,
    capacity: str = "",
    changes: Changes = NO_CHANGES,
    **facts: int,
) -> None:
    """Emit what happened to it."""
    said = event.model_validate({"routine_id": row.pk, "unit_id": row.unit_id, **facts})
    emit(said, about=row, unit_id=row.unit_id, by=viewer, capacity=capacity, changes=changes)


def routine_checked(unit_id: int, asked: dict[str, Any]) -> dict[str, Any]:
    """The fields in order; refuses all that is wrong at once (Invalid)."""
    found, faults = {**asked}, Faults()
    if unit_facts(unit_id).prefecture_id is None:
        words = _("Only a unit that supports the users of a prefecture opens tickets by itself.")
        raise Invalid({"unit": words})
    for field, most in (("name", NAME_LENGTH), ("title", TITLE_LENGTH)):
        found[field] = " ".join(plain_text(field, found[field], faults).split())
        if not 3 <= len(found[field]) <= most:
            faults[field] = _("Write from 3 to %(most)s characters.") % {"most": most}
    found["description"] = plain_text("description", found["description"], faults)
    if unknown := faults_of_title(found["title"]):
        faults["title"] = _("Nobody knows what this means: %(words)s.") % {
            "words": ", ".join(unknown)
        }
    task_lines(found, faults)
    named_things(unit_id, found, faults)
    _people(unit_id, found, faults)
    _rhythm(found, faults)
    if faults:
        raise Invalid({field.removesuffix("_id"): words for field, words in faults.items()})
    return found


def _people(unit_id: int, found: dict[str, Any], faults: Faults) -> None:
    working = {person.id for person in workers_of(unit_id)}
    known = working | {person.id for person in heads_of(unit_id)}
    words = _("Choose somebody who works in the unit.")
    if found["requester_id"] not in known:
        faults["requester_id"] = words
    if found["assign_to_id"] is not None and found["assign_to_id"] not in working:
        faults["assign_to_id"] = words


def _rhythm(found: dict[str, Any], faults: Faults) -> None:
    for field, kinds in (("every", Every.values), ("shift", Shift.values)):
        if found[field] not in kinds:
            faults[field] = _("Choose one of these: %(choices)s.") % {"choices": ", ".join(kinds)}
    for field, (least, most) in NUMBERS.items():
        number = found[field]
        if (
            not isinstance(number, int)
            or not least <= number <= most
            or (least < 0 and not number)
        ):
            bounds = {"least": least, "most": most}
            faults[field] = _("Write a number from %(least)s to %(most)s.") % bounds
    if found["nth"] == 0:
        faults["nth"] = _("Choose which one of the month.")
    if not isinstance(found["begins"], date) or found["begins"].year not in range(2000, 2200):
        faults["begins"] = _("Write the day on which it begins.")
    elif found["ends"] is not None and found["ends"] < found["begins"]:
        faults["ends"] = _("It ends before it begins.")


def _held(viewer: Viewer, routine_id: int) -> tuple[Routine, str]:
    capacity = capacity_for(viewer, routine_by(viewer, routine_id).unit_id)
    return Routine.objects.select_for_update().get(pk=routine_id), capacity


def _now(row: Routine) -> dict[str, Any]:
    return {field: getattr(row, field) for field in ROUTINE_FIELDS}
