"""By which positions people reach a unit: what a right stands on."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django.db.models import Q

from pindos.kernel.access import Post
from pindos.organisation.queries.jurisdiction import positions_on, top_of
from pindos.organisation.queries.kept import the_chart
from pindos.organisation.queries.positions import PositionFacts, facts_of_position


class Ground(NamedTuple):
    """A position, and one of the units that it reaches: its own, or one below (S1)."""

    position: PositionFacts
    over_id: int

    @property
    def is_own_unit(self) -> bool:
        """Whether the position is held in that very unit."""
        return self.position.unit_id == self.over_id


def grounds_over(
    unit_ids: Iterable[int], roles: Iterable[str], on: date, person_id: int | None = None
) -> list[Ground]:
    """The positions in these roles that reach one of these units on a day; one query.

    It says the same as ``jurisdiction_of``, from the other side: of everybody, or of one person.
    """
    units = set(unit_ids)
    below = the_chart.now().below
    above = {top for top, reached in below.items() if not units.isdisjoint(reached)} | units
    held = positions_on(on).filter(role__in=list(roles))
    held = held.filter(Q(unit__in=above) | Q(unit__parent__in=above))
    if person_id is not None:
        held = held.filter(person=person_id)
    rows = held.select_related("unit").order_by("unit__key", "person", "pk")
    return [
        Ground(position, unit)
        for position in map(facts_of_position, rows)
        for unit in sorted(_reached(position) & units)
    ]


def units_reached_from(positions: Iterable[PositionFacts]) -> dict[int, int]:
    """How many units each of these positions reaches, its own among them."""
    return {each.id: len(_reached(each)) for each in positions}


def _reached(position: PositionFacts) -> set[int]:
    chart = the_chart.now()
    top = top_of(Post(position.role, position.unit_id), chart)
    return {position.unit_id, *chart.below.get(top or 0, ())}
