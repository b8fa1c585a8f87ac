"""Keeping people and units findable: the floor below says what has changed, a moment later."""

from pindos.kernel.events import on
from pindos.organisation.events import (
    ChartLoaded,
    PersonAdded,
    PersonChanged,
    TableTaken,
    UnitAbolished,
    UnitAdded,
    UnitChanged,
)
from pindos.search.commands import keep_all_of, keep_by_id
from pindos.search.terms import PERSON, UNIT


@on(PersonAdded, name="find-new-people")
def find_new_person(event: PersonAdded) -> None:
    """Somebody new is found."""
    keep_by_id(PERSON, [event.person_id])


@on(PersonChanged, name="find-changed-people")
def find_changed_person(event: PersonChanged) -> None:
    """Somebody is found as they are called now."""
    keep_by_id(PERSON, [event.person_id])


@on(TableTaken, name="find-people-of-tables")
def find_people_of_table(event: TableTaken) -> None:
    """Whatever a table brought or changed."""
    keep_all_of(PERSON)


@on(ChartLoaded, name="find-units-of-charts")
def find_units_of_chart(event: ChartLoaded) -> None:
    """All units, as the chart has them now."""
    keep_all_of(UNIT)


@on(UnitAdded, name="find-new-units")
def find_new_unit(event: UnitAdded) -> None:
    """A unit that was added."""
    keep_by_id(UNIT, [event.unit_id])


@on(UnitChanged, name="find-changed-units")
def find_changed_unit(event: UnitChanged) -> None:
    """A unit as it is called now."""
    keep_by_id(UNIT, [event.unit_id])


@on(UnitAbolished, name="forget-abolished-units")
def forget_abolished_unit(event: UnitAbolished) -> None:
    """A unit that is no more is not found."""
    keep_by_id(UNIT, [event.unit_id])
