"""The values that changes keep, as people say them: rows by name, choices by label, days by date.

What may not be everybody's (a ticket, a problem, a thing) is said by its kind and its row's
number, as the trail keeps it: whoever reads one ticket's trail need not see the other.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any, NamedTuple

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import DateField, DateTimeField, Field
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _

from pindos.kernel.models import Change, Event
from pindos.operations.wording import field_words, thing_words
from pindos.operations.wording_of_things import THINGS
from pindos.operations.wording_of_values import Kept, kept_as
from pindos.organisation.queries import (
    names_of_people,
    prefectures,
    sites_by_id,
    units_by_id,
)
from pindos.servicedesk.queries import names_of_categories
from pindos.servicedesk.queries.catalogue import answers_said
from pindos.shell.moments import date_of, minute_of

LONGEST = 500  # characters of a value that a page shows
ANSWERS, VERSION = "answers", "category_version"

Table = Callable[[Collection[int]], Mapping[int, str]]
NAMES: dict[str, Table] = {
    "organisation.person": names_of_people,
    "organisation.prefecture": lambda _ids: {each.id: each.name for each in prefectures()},
    "organisation.site": lambda ids: {pk: row.name for pk, row in sites_by_id(ids).items()},
    "organisation.unit": lambda ids: {pk: row.name for pk, row in units_by_id(ids).items()},
    "servicedesk.category": names_of_categories,
}


class Value(NamedTuple):
    """A field of a change, and what is known of how it is kept."""

    base: str  # its name without a number
    number: int | None  # the one in its name
    field: "Field[Any, Any] | None"  # of the thing's model, if it is there
    kept: Kept

    @property
    def table(self) -> str:
        """The table whose rows its values are, or empty."""
        return self.kept.table or _target(self.field)


class Said(NamedTuple):
    """A change in words: what its field is called, what it was and what it became."""

    field: str
    before: str
    after: str


class Spoken:
    """The words of all changes of some events; a query for each table that they name."""

    def __init__(self, changes: Iterable[tuple[Event, Change]]) -> None:
        found = [(event, change, _value(event, change.field)) for event, change in changes]
        wanted: dict[str, set[int]] = {}
        for _event, change, value in found:
            for side in (change.before, change.after):
                wanted.setdefault(value.table, set()).update(_ids(side))
            if value.number is not None:
                wanted.setdefault(value.kept.about, set()).add(value.number)
        self._names = {
            table: NAMES[table](ids) for table, ids in wanted.items() if table in NAMES and ids
        }
        self._answers = answers_said(_answered(found))

    def of(self, event: Event, change: Change) -> Said:
        """One of them."""
        value = _value(event, change.field)
        return Said(
            self._label(event, value),
            self._words(value, change.before, change),
            self._words(value, change.after, change),
        )

    def _label(self, event: Event, value: Value) -> str:
        """What the field is called, with what the number in its name stands for."""
        said = field_words(value.base, event.subject.partition(":")[0])
        if value.number is None or not value.kept.about:
            return said
        return f"{said} ({self._called(value.kept.about, value.number)})"

    def _words(self, value: Value, side: Any, change: Change) -> str:
        if side is None or side in ("", [], {}):
            return ""
        if isinstance(side, bool):
            return _("yes") if side else _("no")
        said = self._said(value, side, change)
        return said if len(said) <= LONGEST else f"{said[:LONGEST]}…"

    def _said(self, value: Value, side: Any, change: Change) -> str:
        if value.base == ANSWERS and change.pk in self._answers:
            said = self._answers[change.pk]
            return " · ".join(f"{each.label.rstrip(';?:')}: {each.text}" for each in said)
        if value.table and (ids := _ids(side)):
            names = ", ".join(self._called(value.table, pk) for pk in ids)
            kind = side.partition(":")[0] if isinstance(side, str) else ""
            return f"{value.kept.words(kind)}: {names}" if kind and value.kept.words else names
        if value.kept.words is not None:
            return value.kept.words(side)
        return (_by_field(value.field, side) if value.field else "") or _plain(side)

    def _called(self, table: str, pk: int) -> str:
        name = self._names.get(table, {}).get(pk)
        return name or (thing_words(table, str(pk)) if table in THINGS else str(pk))


def _answered(
    found: Iterable[tuple[Event, Change, Value]],
) -> dict[int, tuple[int, dict[str, Any]]]:
    """Answers with the version of the category that asked for them, by their changes."""
    rows = list(found)
    versions: dict[int, int] = {
        event.pk: change.after
        for event, change, _value in rows
        if change.field == VERSION and isinstance(change.after, int)
    }
    return {
        change.pk: (versions[event.pk], change.after)
        for event, change, value in rows
        if value.base == ANSWERS and event.pk in versions and isinstance(change.after, dict)
    }


def _value(event: Event, name: str) -> Value:
    thing = event.subject.partition(":")[0]
    pieces = name.split(".")
    base = ".".join(piece for piece in pieces if not piece.isdecimal())
    number = next((int(piece) for piece in pieces if piece.isdecimal()), None)
    return Value(base, number, _field(thing, base), kept_as(thing, base))


def _ids(value: Any) -> list[int]:
    """The numbers of rows in a value: one, several, or one after its kind."""
    if isinstance(value, str):
        value = value.partition(":")[2]
        return [int(value)] if value.isdecimal() else []
    values = value if isinstance(value, list) else [value]
    return [each for each in values if isinstance(each, int) and not isinstance(each, bool)]


def _by_field(field: "Field[Any, Any]", value: Any) -> str:
    if field.choices:
        return str(dict(field.flatchoices).get(value, ""))
    if isinstance(field, DateTimeField) and (moment := parse_datetime(str(value))):
        return minute_of(moment)
    if isinstance(field, DateField) and (day := parse_date(str(value)[:10])):
        return date_of(day)
    return ""


def _plain(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if isinstance(value, dict):
        return " · ".join(f"{key}: {each}" for key, each in value.items())
    return str(value)


def _field(thing: str, name: str) -> "Field[Any, Any] | None":
    """The field of the thing's model, or of its neighbour's (``leg.owner``), if it is there."""
    neighbour, _dot, own = name.rpartition(".")
    if neighbour:
        thing = f"{thing.partition('.')[0]}.{neighbour}"
    try:
        found = apps.get_model(thing)._meta.get_field(own)
    except (LookupError, ValueError, FieldDoesNotExist):
        return None
    return found if isinstance(found, Field) else None


def _target(field: "Field[Any, Any] | None") -> str:
    model = field.related_model if field is not None else None
    return model._meta.label_lower if isinstance(model, type) else ""
