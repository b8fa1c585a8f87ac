"""Events as a person reads them: who, in which capacity, did what, before and after."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import NoReverseMatch, reverse

from pindos.identity.queries import account_names
from pindos.kernel.errors import NotFound
from pindos.kernel.models import Change, Event
from pindos.kernel.options import Option, option_called
from pindos.operations.queries.spoken import Spoken
from pindos.operations.wording import event_words, thing_words
from pindos.operations.wording_of_doors import capacity_words, door_words
from pindos.organisation.queries import UnitFacts, units_by_id


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
    names = _Names(rows)
    spoken = Spoken((row, change) for row in rows for change in changes.get(row.pk, []))
    return [_line(row, changes.get(row.pk, []), names, spoken) for row in rows]


def in_words(row: Event, values: Mapping[str, Any]) -> dict[str, str]:
    """Values of the thing that an event is about, as people say them, by the same names."""
    changes = [Change(event=row, field=name, after=value) for name, value in values.items()]
    return {change.field: said.after for change, said in differences_of(row, changes)}


def differences_of(row: Event, changes: Iterable[Change]) -> list[tuple[Change, Difference]]:
    """Changes of an event, each with its words."""
    found = list(changes)
    spoken = Spoken((row, change) for change in found)
    return [(change, _difference(row, change, spoken)) for change in found]


class _Names:
    """The names of all accounts and units that a page of events speaks of."""

    def __init__(self, rows: list[Event]) -> None:
        accounts = {row.actor_id for row in rows if row.actor_id is not None}
        accounts |= {_pk(row) for row in rows if row.subject.startswith("identity.account:")}
        self.accounts: dict[int, str] = account_names(accounts)
        units = {row.unit_id for row in rows if row.unit_id is not None}
        self.units: dict[int, UnitFacts] = units_by_id(units)


def _line(row: Event, changes: list[Change], names: _Names, spoken: Spoken) -> Line:
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
        differences=[_difference(row, change, spoken) for change in changes],
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


def _difference(row: Event, change: Change, spoken: Spoken) -> Difference:
    if (option := _option_of(row)) is not None:
        before, after = option.words(change.before), option.words(change.after)
        return Difference(str(option.label), before, after, change.salt is None)
    return Difference(*spoken.of(row, change), is_erased=change.salt is None)


def _option_of(row: Event) -> Option[Any] | None:
    """The setting that an event is about; one that the product has no more is none."""
    if not row.subject.startswith("kernel.option:"):
        return None
    try:
        return option_called(str((row.payload or {}).get("key", "")))
    except NotFound:
        return None


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
