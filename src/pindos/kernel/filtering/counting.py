"""Columns that hold how many there are of something."""

from dataclasses import dataclass
from typing import ClassVar

from django.db.models import Q

from pindos.kernel.filtering.kinds import Ask, Number
from pindos.kernel.filtering.terms import Op


@dataclass(frozen=True)
class CountOf(Number):
    """How many there are of something, counted with the rows under this name."""

    of: str = ""
    name: ClassVar[str] = "number"

    def condition(self, path: str, op: Op, values: tuple[str, ...], ask: Ask) -> Q:
        """Compared as numbers."""
        return super().condition(self.of, op, values, ask)

    def empty(self, path: str, ask: Ask) -> Q:
        """None is counted as 0."""
        return Q(**{self.of: 0})
