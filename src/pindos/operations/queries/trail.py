"""Events as a person reads them: who, in which capacity, did what, before and after."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import DateTimeField, Field
from django.urls import NoReverseMatch, reverse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from pindos.identity.queries import account_names
from pindos.kernel.errors import NotFound
from pindos.kernel.models import Change, Event
from pindos.kernel.options import Option, option_called
from pindos.operations.wording import (
    event_words,
    field_words,
    thing_words,
)
from pindos.operations.wording_of_doors import capacity_words, door_words
from pindos.organisation.queries import UnitFacts, people_by_id, prefectures, units_by_id
from pindos.shell.moments import minute_of

LONGEST = 500  # characters of a value that a page shows


@dataclass(frozen=True, slots=True)
class Difference:
    """One field before and after, in words; erased values are gone for good."""

    field: str
    before: str
    after: str
    is_erased: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One event in words."""

    seq: int
    at: datetime
    name: str
    did: str
    who: str
    capacity: str
    about: str
    url: str
    unit: str
    door: str
    address: str
    differences: list[Difference]


def lines_of(events: Iterable[Event]) -> list[Line]:
    """The events in words, in the same order; five queries however many there are."""
    rows = list(events)
    changes = _changes_of(rows)
    names = _Names(rows, changes)
    return [_line(row, changes.get(row.pk, []), names) for row in rows]


def in_words(row: Event, values: Mapping[str, Any]) -> dict[str, str]:
    """Values of the thing that an event is about, as people say them, by the same names."""
    changes = [Change(event=row, field=name, after=value) for name, value in values.items()]
    names = _Names([row], {row.pk: changes})
    return {change.field: _difference(row, change, names).after for change in changes}


def differences_of(row: Event, changes: Iterable[Change]) -> list[tuple[Change, Difference]]:
    """Changes of an event, each with its words."""
    found = list(changes)
    names = _Names([row], {row.pk: found})
    return [(change, _difference(row, change, names)) for change in found]


class _Names:
    """The names of all accounts, units and people that a page of events speaks of."""

    def __init__(self, rows: list[Event], changes: dict[int, list[Change]]) -> None:
        every = [
            (field, value)
            for row in rows
            for change in changes.get(row.pk, [])
            if (field := _field(row, change.field)) is not None
            for value in (change.before, change.after)
            if isinstance(value, int) and not isinstance(value, bool)
        ]
        accounts = {row.actor_id for row in rows if row.actor_id is not None}
        accounts |= {_pk(row) for row in rows if row.subject.startswith("identity.account:")}
        units = {row.unit_id for row in rows if row.unit_id is not None}
        units |= {value for field, value in every if _target(field) == "organisation.unit"}
        people = {value for field, value in every if _target(field) == "organisation.person"}
        self.accounts: dict[int, str] = account_names(accounts)
        self.units: dict[int, UnitFacts] = units_by_id(units)
        self.people = {pk: facts.name for pk, facts in people_by_id(people).items()}
        is_placed = any(_target(field) == "organisation.prefecture" for field, _value in every)
        self.prefectures = {each.id: each.name for each in prefectures()} if is_placed else {}


def _line(row: Event, changes: list[Change], names: _Names) -> Line:
    about, url = _about(row, names)
    unit = names.units.get(row.unit_id or 0)
    return Line(
        seq=row.seq or 0,
        at=row.at,
        name=row.name,
        did=event_words(row.name),
        who=_who(row, names),
        capacity=capacity_words(row.capacity),
        about=about,
        url=url,
        unit=unit.name if unit else "",
        door=door_words(row.door),
        address=row.address or "",
        differences=[_difference(row, change, names) for change in changes],
    )


def _who(row: Event, names: _Names) -> str:
    if row.actor_id is None:
        return ""
    return names.accounts.get(row.actor_id) or thing_words("identity.account", str(row.actor_id))


def _about(row: Event, names: _Names) -> tuple[str, str]:
    kind, _colon, pk = row.subject.partition(":")
    number = (row.payload or {}).get("number")
    if kind == "servicedesk.ticket" and number:
        return str(number), _page("servicedesk:ticket-show", str(number))
    if (option := _option_of(row)) is not None:
        return str(option.label), _page("operations:options-set", option.section.key)
    if kind == "identity.account" and _pk(row) in names.accounts:
        return names.accounts[_pk(row)], ""
    return thing_words(kind, pk), ""


def _difference(row: Event, change: Change, names: _Names) -> Difference:
    if (option := _option_of(row)) is not None:
        before, after = option.words(change.before), option.words(change.after)
        return Difference(str(option.label), before, after, change.salt is None)
    field = _field(row, change.field)
    return Difference(
        field=field_words(change.field, row.name.partition(".")[0]),
        before=_words(field, change.before, names),
        after=_words(field, change.after, names),
        is_erased=change.salt is None,
    )


def _option_of(row: Event) -> Option[Any] | None:
    """The setting that an event is about; one that the product has no more is none."""
    if not row.subject.startswith("kernel.option:"):
        return None
    try:
        return option_called(str((row.payload or {}).get("key", "")))
    except NotFound:
        return None


def _words(field: "Field[Any, Any] | None", value: Any, names: _Names) -> str:
    """A kept value as people say it: a choice by its label, a unit or person by name."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    said = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    if field is not None:
        said = _by_field(field, value, names) or said
    return said if len(said) <= LONGEST else f"{said[:LONGEST]}…"


def _by_field(field: "Field[Any, Any]", value: Any, names: _Names) -> str:
    if field.choices:
        return str(dict(field.flatchoices).get(value, ""))
    if _target(field) == "organisation.unit" and value in names.units:
        return names.units[value].name
    if _target(field) == "organisation.person":
        return names.people.get(value, "")
    if _target(field) == "organisation.prefecture":
        return names.prefectures.get(value, "")
    if isinstance(field, DateTimeField) and (moment := parse_datetime(str(value))):
        return minute_of(moment)
    return ""


def _field(row: Event, name: str) -> "Field[Any, Any] | None":
    """The field of the thing's model, or of its neighbour's (``leg.owner``), if it is there."""
    thing = row.subject.partition(":")[0]
    neighbour, _dot, own = name.rpartition(".")
    if neighbour:
        thing = f"{thing.partition('.')[0]}.{neighbour}"
    try:
        found = apps.get_model(thing)._meta.get_field(own)
    except (LookupError, ValueError, FieldDoesNotExist):
        return None
    return found if isinstance(found, Field) else None


def _target(field: "Field[Any, Any]") -> str:
    model = field.related_model
    return model._meta.label_lower if isinstance(model, type) else ""


def _changes_of(rows: list[Event]) -> dict[int, list[Change]]:
    found: dict[int, list[Change]] = {}
    for change in Change.objects.filter(event__in=[row.pk for row in rows]).order_by("field"):
        found.setdefault(change.event_id, []).append(change)
    return found


def _pk(row: Event) -> int:
    pk = row.subject.partition(":")[2]
    return int(pk) if pk.isdecimal() else 0


def _page(name: str, *words: str) -> str:
    try:
        return reverse(name, args=words)
    except NoReverseMatch:
        return ""
