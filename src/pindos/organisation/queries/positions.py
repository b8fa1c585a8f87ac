"""Reading positions: past ones, present ones and those to come."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django.db.models import QuerySet

from pindos.organisation.models import Position
from pindos.organisation.queries.language import in_language
from pindos.organisation.terms import Role


class PositionFacts(NamedTuple):
    """A position held, past or to come; the unit's name is in the active language."""

    id: int
    person_id: int
    unit_id: int
    unit_key: str
    unit_name: str
    role: str
    starts_on: date
    ends_on: date | None

    @property
    def role_name(self) -> str:
        """The role in the active language."""
        return str(Role(self.role).label)

    def is_held(self, on: date) -> bool:
        """Whether it is held on that day."""
        return self.starts_on <= on and not self.is_over(on)

    def is_over(self, on: date) -> bool:
        """Whether it had ended before that day."""
        return self.ends_on is not None and self.ends_on < on


def positions() -> QuerySet[Position]:
    """All positions, past and coming ones too."""
    return Position.objects.all()


def positions_of(person_ids: Iterable[int]) -> list[PositionFacts]:
    """All positions of these people, the newest first; one query."""
    held = Position.objects.filter(person__in=list(person_ids)).order_by("-starts_on", "-id")
    return [facts_of_position(row) for row in held.select_related("unit")]


def facts_of_position(row: Position) -> PositionFacts:
    """A row, its unit fetched with it, as others may have it."""
    name = in_language(row.unit.name_el, row.unit.name_en)
    return PositionFacts(
        row.pk,
        row.person_id,
        row.unit_id,
        row.unit.key,
        name,
        row.role,
        row.starts_on,
        row.ends_on,
    )
