"""Lengths of working time as people write them: 30 minutes, 4 hours, 2 days of eight hours."""

import re

from pindos.kernel.text import fold
from pindos.servicedesk.rules.levels import DAY, HOUR, LONGEST

WRITTEN = re.compile(r"(\d{1,6})\s*(\D*)")
UNITS = (
    (1, ("λ", "m")),
    (HOUR, ("ω", "h")),
    (DAY, ("η", "ε", "d", "w")),
)
MOST_PIECES = 3


def minutes_written(text: str) -> int | None:
    """The minutes that «1 day 4 hours» or «90» says; None for nothing. Raises ValueError."""
    words = fold(text).strip()
    if not words:
        return None
    pieces = WRITTEN.findall(words)
    if "".join(number + rest for number, rest in pieces).replace(" ", "") != words.replace(
        " ", ""
    ):
        raise ValueError(text)
    if not 0 < len(pieces) <= MOST_PIECES:
        raise ValueError(text)
    found = sum(int(number) * _unit(rest.strip()) for number, rest in pieces)
    if not 0 < found <= LONGEST:
        raise ValueError(text)
    return found


def _unit(word: str) -> int:
    """Minutes of a unit, by how its word begins in Greek or English; without a word minutes."""
    for minutes, beginnings in UNITS:
        if not word or word.startswith(beginnings):
            return minutes
    raise ValueError(word)


def in_pieces(minutes: int) -> tuple[int, int, int]:
    """Days of eight hours, hours and minutes."""
    days, rest = divmod(minutes, DAY)
    return days, *divmod(rest, HOUR)
