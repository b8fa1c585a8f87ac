"""Keeping people and units findable, in the transaction of the floor below that changes them."""

from pindos.kernel.events import at_once
from pindos.organisation.events import ChartLoaded, PersonAdded, PersonChanged, UnitAbolished
from pindos.search.about import kinds
from pindos.search.commands import keep_all_of, keep_by_id
from pindos.search.terms import PERSON, UNIT


@at_once(PersonAdded)
def find_new_person(event: PersonAdded) -> None:
    """Somebody new is found."""
    keep_by_id(PERSON, [event.person_id])


@at_once(PersonChanged)
def find_changed_person(event: PersonChanged) -> None:
    """Somebody is found as they are called now, and so is what bears their name."""
    keep_by_id(PERSON, [event.person_id])
    for kind in kinds():
        if ids := kind.of_person(event.person_id):
            keep_by_id(kind.key, ids)


@at_once(ChartLoaded)
def find_units_of_chart(event: ChartLoaded) -> None:
    """All units as the chart has them now: in no other way do they change."""
    keep_all_of(UNIT)


@at_once(UnitAbolished)
def forget_abolished_unit(event: UnitAbolished) -> None:
    """A unit that is no more is not found."""
    keep_by_id(UNIT, [event.unit_id])
