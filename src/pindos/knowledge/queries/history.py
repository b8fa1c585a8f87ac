"""Who changed what of an instruction beside its text: whose it is, who reads it, its review."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.formats import date_format

from pindos.identity.queries import account_names
from pindos.kernel.access import Viewer
from pindos.kernel.errors import NotFound
from pindos.kernel.events import plain
from pindos.kernel.models import Change
from pindos.knowledge.models import Instruction
from pindos.knowledge.queries.instructions import acts_open_to, is_read_in_full
from pindos.knowledge.terms import ABOUT, FIELDS, Act, Audience, Kind
from pindos.organisation.queries import units_by_id

PUT_BACK = ("kind", "audience", "audience_unit", "review_on")
FOLLOWED = (*PUT_BACK, "unit", "offered_unit")
UNITS = ("unit", "offered_unit", "audience_unit")
MOST = 100  # changes of fields, the newest


@dataclass(frozen=True, slots=True)
class Altered:
    """One field of a change: what it was and what it became, in words."""

    name: str
    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Alteration:
    """One change; ``can_be_undone`` by the viewer: nobody has changed these fields since."""

    id: int
    at: datetime
    by: str
    fields: list[Altered]
    can_be_undone: bool


def history_of(viewer: Viewer, row: Instruction) -> list[Alteration]:
    """Its changes, the newest first, for those who read it in full; a new one has none."""
    if not is_read_in_full(viewer, row):
        raise NotFound
    may = Act.EDIT.value in acts_open_to(viewer, row)
    groups: dict[int, list[Change]] = {}
    for change in _changes(row).order_by("-event_id", "field")[:MOST]:
        groups.setdefault(change.event_id, []).append(change)
    every = [change for group in groups.values() for change in group]
    names = account_names({each.event.actor_id for each in every if each.event.actor_id})
    units = _unit_names(every)
    return [
        Alteration(
            id=event,
            at=group[0].event.at,
            by=names.get(group[0].event.actor_id or 0, ""),
            fields=[_altered(each, units) for each in group],
            can_be_undone=may and bool(put_back(row, group)),
        )
        for event, group in groups.items()
    ]


def changes_of(row: Instruction, event_id: int) -> list[Change]:
    """The fields that one change of it altered."""
    return list(_changes(row).filter(event_id=min(max(event_id, 0), 2**63 - 1)))


def put_back(row: Instruction, changes: Iterable[Change]) -> dict[str, Any]:
    """What can be put back of a change, by fields: all that still is what it made of it."""
    return {
        each.field: each.before
        for each in changes
        if each.field in PUT_BACK and now_of(row, each.field) == each.after
    }


def now_of(row: Instruction, name: str) -> Any:
    """What a field is now, as changes hold it."""
    return plain(getattr(row, f"{name}_id" if name in UNITS else name))


def _changes(row: Instruction) -> Any:
    made = f"{ABOUT}:{row.pk}"
    rows = Change.objects.filter(event__subject=made, field__in=FOLLOWED, salt__isnull=False)
    return rows.exclude(event__name="knowledge.InstructionDrafted").select_related("event")


def _unit_names(changes: Iterable[Change]) -> dict[int, str]:
    ids = {value for each in changes if each.field in UNITS for value in (each.before, each.after)}
    found = units_by_id(pk for pk in ids if pk is not None)
    return {pk: each.name for pk, each in found.items()}


def _altered(change: Change, units: dict[int, str]) -> Altered:
    def said(value: Any) -> str:
        if value is None or value == "":
            return ""
        if change.field in UNITS:
            return units.get(value, "")
        if change.field == "review_on":
            return date_format(date.fromisoformat(value), "SHORT_DATE_FORMAT")
        return str((Kind if change.field == "kind" else Audience)(value).label)

    return Altered(
        change.field, str(FIELDS[change.field]), said(change.before), said(change.after)
    )
