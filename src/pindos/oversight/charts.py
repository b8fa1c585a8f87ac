"""Drawings of figures: places and lengths only, for a page and for paper."""

from collections.abc import Sequence
from typing import NamedTuple

HIGHEST, GROUND, ABOVE = 120, 142, 6  # units of the drawing: of a bar, of the axis, of a number
WIDE = 960  # of the whole drawing


class Bar(NamedTuple):
    """One bar with its number; ``series`` counts from 0."""

    series: int
    x: int
    y: int
    width: int
    height: int
    middle: int
    number_y: int
    number: int


class Group(NamedTuple):
    """The bars that stand side by side over one name."""

    name: str
    middle: int
    bars: list[Bar]


def groups_of(names: Sequence[str], *series: Sequence[int]) -> list[Group]:
    """A group of bars for each name, one bar for each series; the highest has its full height."""
    most = max([1, *(value for values in series for value in values)])
    step = WIDE // max(len(names), 1)
    width = min(48, step * 7 // 10 // len(series))
    gap = 2 if len(series) > 1 else 0
    whole = width * len(series) + gap * (len(series) - 1)
    found = []
    for place, name in enumerate(names):
        left = place * step + (step - whole) // 2
        bars = [
            _bar(nth, left + nth * (width + gap), width, values[place], most)
            for nth, values in enumerate(series)
        ]
        found.append(Group(name, place * step + step // 2, bars))
    return found


def _bar(series: int, x: int, width: int, number: int, most: int) -> Bar:
    height = round(number * HIGHEST / most)
    top = GROUND - height
    return Bar(series, x, top, width, height, x + width // 2, top - ABOVE, number)
