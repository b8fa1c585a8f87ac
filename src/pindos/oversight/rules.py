"""Pure decisions of oversight: how a prefecture stands, which months, how high a bar."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from pindos.oversight.terms import Mood

MONTHS = 12
STEP, WIDTH, HIGHEST = 80, 32, 120  # units of the drawing: from bar to bar, of a bar, up
GROUND = 142
ABOVE = 6  # between a bar and its number


class Bar(NamedTuple):
    """One bar of a drawing, with the places of its number and its name."""

    x: int
    y: int
    width: int
    height: int
    middle: int
    number_y: int


def mood_of(*, open: int, late: int, untaken: int, reported: int) -> Mood:
    """Red when something is late, amber when something waits, green only over work that was done.

    Where nothing is open and nothing was ``reported`` in a year nobody knows how it stands.
    """
    if late:
        return Mood.DOWN
    if untaken:
        return Mood.WARN
    return Mood.OK if open or reported else Mood.UNKNOWN


def months_up_to(today: date, count: int = MONTHS) -> list[date]:
    """The first days of the last months, the present one too, oldest first."""
    last = today.year * 12 + today.month - 1
    return [date(n // 12, n % 12 + 1, 1) for n in range(last - count + 1, last + 1)]


def month_after(first: date) -> date:
    """The first day of the month that follows."""
    return date(first.year + first.month // 12, first.month % 12 + 1, 1)


def bars_of(values: Sequence[int]) -> list[Bar]:
    """The bars of a drawing that is as wide as 12 of them; the highest has its full height."""
    most = max([*values, 1])
    return [_bar(index, round(value * HIGHEST / most)) for index, value in enumerate(values)]


def width_of_map(columns: Sequence[int]) -> int:
    """How many columns the schematic map has; four at least, so that few tiles stay small."""
    return max(4, *(column + 1 for column in columns)) if columns else 4


def _bar(index: int, height: int) -> Bar:
    x, top = (STEP - WIDTH) // 2 + index * STEP, GROUND - height
    return Bar(x, top, WIDTH, height, x + WIDTH // 2, top - ABOVE)
