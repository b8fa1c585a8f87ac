"""Positions: who stands where, in which role, from which day to which."""

from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pindos.kernel.access import Viewer
from pindos.kernel.errors import Invalid, NotFound, Refused
from pindos.kernel.events import Changes, emit
from pindos.kernel.versions import NOTHING_SEEN, Seen, to_write, write
from pindos.organisation.commands.rights import Right, refuse_unseen, right_over_unit
from pindos.organisation.events import (
    PersonAppointed,
    PositionChanged,
    PositionEnded,
    PositionEvent,
)
from pindos.organisation.models import Person, Position, Unit
from pindos.organisation.queries.units import unit_named
from pindos.organisation.terms import Role, UnitKind


@transaction.atomic
def appoint_person(
    *,
    viewer: Viewer,
    person_id: int,
    unit: str,
    role: str,
    starts_on: date | None = None,
    ends_on: date | None = None,
) -> Position:
    """Give a person a role in a unit, from today when no day is said.

    Refuses the same role in the same unit on days that overlap, and a last day before the first.
    """
    facts = unit_named(unit)
    right = right_over_unit(viewer, facts.id)
    if not Person.objects.select_for_update().filter(pk=person_id).exists():
        raise NotFound()
    refuse_role(role, facts.kind)
    first = starts_on or timezone.localdate()
    refuse_days(first, ends_on)
    position = Position(
        person_id=person_id, unit_id=facts.id, role=role, starts_on=first, ends_on=ends_on
    )
    _refuse_overlap(position)
    position.save()
    fields = ("person_id", "unit_id", "role", "starts_on", "ends_on")
    changes = {name: (None, getattr(position, name)) for name in fields}
    _emit(PersonAppointed, position, viewer, right, changes)
    return position


@transaction.atomic
def change_position(
    *,
    viewer: Viewer,
    position_id: int,
    starts_on: date,
    ends_on: date | None,
    version: int | None = None,
    seen: Seen = NOTHING_SEEN,
) -> Position:
    """Put the days of a position right; refuses what overlaps with the same role elsewhere.

    Refuses a day that somebody else changed since the version (Clash), too.
    """
    position = _locked(viewer, position_id)
    right = right_over_unit(viewer, position.unit_id)
    wanted = {"starts_on": starts_on, "ends_on": ends_on}
    written = to_write(position, wanted, version, seen)
    before = {"starts_on": position.starts_on, "ends_on": position.ends_on}
    for name, value in {**before, **written}.items():
        setattr(position, name, value)
    refuse_days(position.starts_on, position.ends_on)
    _refuse_overlap(position)
    for name, value in before.items():
        setattr(position, name, value)
    if changes := write(position, written):
        _emit(PositionChanged, position, viewer, right, changes)
    return position


@transaction.atomic
def end_position(*, viewer: Viewer, position_id: int, on: date | None = None) -> Position:
    """Give a position its last day, today when none is said; access is gone the day after.

    A position that has not begun ends on its first day at the earliest.
    """
    position = _locked(viewer, position_id)
    right = right_over_unit(viewer, position.unit_id)
    last = on or timezone.localdate()
    if position.ends_on is not None and position.ends_on < timezone.localdate():
        raise Refused(_("This position has ended already."))
    refuse_days(position.starts_on, last)
    if changes := write(position, {"ends_on": last}):
        _emit(PositionEnded, position, viewer, right, changes)
    return position


def _locked(viewer: Viewer, position_id: int) -> Position:
    position = Position.objects.select_for_update().filter(pk=position_id).first()
    if position is None:
        raise NotFound()
    refuse_unseen(viewer, position.person_id)
    return position


def refuse_role(role: str, kind: str) -> None:
    """Some roles make sense only where the statute has them."""
    if role not in Role.values:
        words = _("There is no role called %(role)s. There are: %(known)s.")
        known = ", ".join(Role.values)
        raise Invalid({"role": words % {"role": role[:60], "known": known}})
    if role == Role.DIRECTOR and kind not in (UnitKind.DIRECTORATE, UnitKind.ADMINISTRATION):
        raise Invalid({"role": _("Only a directorate has a director; a department has a head.")})


def refuse_days(first: date, last: date | None) -> None:
    """Refuse a last day before the first."""
    if last is not None and last < first:
        raise Invalid({"ends_on": _("The last day is before the first.")})


def _refuse_overlap(position: Position) -> None:
    """One person is not twice the same thing in the same unit on the same day."""
    same = Position.objects.filter(
        person=position.person_id, unit=position.unit_id, role=position.role
    ).exclude(pk=position.pk)
    same = same.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=position.starts_on))
    if position.ends_on is not None:
        same = same.filter(starts_on__lte=position.ends_on)
    if same.exists():
        words = _("This person holds this role in this unit already on some of these days.")
        raise Invalid({"starts_on": words})


def _emit(
    event: type[PositionEvent], position: Position, viewer: Viewer, right: Right, changes: Changes
) -> None:
    unit_key = Unit.objects.values_list("key", flat=True).get(pk=position.unit_id)
    fact = event(
        position_id=position.pk,
        person_id=position.person_id,
        unit_id=position.unit_id,
        unit_key=unit_key,
        role=position.role,
        starts_on=position.starts_on,
        ends_on=position.ends_on,
    )
    emit(
        fact,
        about=position,
        unit_id=position.unit_id,
        by=viewer,
        capacity=right.capacity,
        changes=changes,
    )
