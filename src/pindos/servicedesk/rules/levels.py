"""Which promise holds for a ticket: the most particular level first, what it leaves open after."""

from collections.abc import Iterable
from typing import NamedTuple

from pindos.clocks.terms import OFFICE
from pindos.servicedesk.terms import Priority

HOUR = 60  # minutes
DAY = 8 * HOUR  # of working time
LONGEST = 250 * DAY  # minutes: about a year of working time


class LevelFacts(NamedTuple):
    """A level: for which tickets it is (None is any), minutes of working time, and the hours."""

    row_id: int | None
    priority: int | None
    category_id: int | None
    prefecture_id: int | None
    answer: int | None
    solution: int | None
    leg: int | None
    hours: str
    is_retired: bool = False
    version: int = 0

    @property
    def scope(self) -> str:
        """Its key: the three ids, 0 for any."""
        return scope_of(self.priority, self.category_id, self.prefecture_id)


class Terms(NamedTuple):
    """What is promised for one ticket: minutes of working time, by which hours."""

    answer: int | None
    solution: int | None
    leg: int | None
    hours: str


def scope_of(priority: int | None, category_id: int | None, prefecture_id: int | None) -> str:
    """The key of a level."""
    return f"{priority or 0}-{category_id or 0}-{prefecture_id or 0}"


SHIPPED = {
    level.scope: level
    for level in (
        LevelFacts(None, Priority.CRITICAL, None, None, HOUR, DAY, 4 * HOUR, OFFICE),
        LevelFacts(None, Priority.HIGH, None, None, 2 * HOUR, 2 * DAY, DAY, OFFICE),
        LevelFacts(None, Priority.NORMAL, None, None, 4 * HOUR, 5 * DAY, 2 * DAY, OFFICE),
        LevelFacts(None, Priority.LOW, None, None, DAY, 10 * DAY, 5 * DAY, OFFICE),
    )
}


def terms_for(
    levels: Iterable[LevelFacts], priority: int, category_id: int | None, prefecture_id: int
) -> Terms:
    """What is promised for such a ticket.

    A category decides before a place, a place before a priority; each of the three promises and
    the hours are taken from the first level that says them.
    """
    fitting = sorted(
        (
            level
            for level in levels
            if not level.is_retired
            and level.priority in (None, priority)
            and level.category_id in (None, category_id)
            and level.prefecture_id in (None, prefecture_id)
        ),
        key=lambda level: (
            level.category_id is None,
            level.prefecture_id is None,
            level.priority is None,
        ),
    )
    return Terms(
        next((each.answer for each in fitting if each.answer), None),
        next((each.solution for each in fitting if each.solution), None),
        next((each.leg for each in fitting if each.leg), None),
        next((each.hours for each in fitting if each.hours), OFFICE),
    )
