"""When a holiday falls: each year on a day, each year so many days from Easter, or once.

It is kept as people write it: ``25/3``, ``easter-2``, ``8/3/2027``.
"""

import re
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from pindos.kernel.text import fold
from pindos.organisation.rules import orthodox_easter

FAR = 100  # days from Easter at most
YEARS = range(1990, 2201)
LEAP = 2024  # a year that has all days
EASTER = re.compile(r"(?:πασχα|easter)\s*(?:([+-])\s*([0-9]{1,3}))?")
ON = re.compile(r"([0-9]{1,2})\s*[/.-]\s*([0-9]{1,2})(?:\s*[/.-]\s*([0-9]{4}))?")
ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
NAMED = re.compile(r"([0-9]{1,2})η?\s+([a-zα-ω]+)(?:\s+([0-9]{4}))?")
MONTHS = (
    ("ιανουαρ", "jan"),
    ("φεβρουαρ", "feb"),
    ("μαρτ", "mar"),
    ("απριλ", "apr"),
    ("μαι", "may"),
    ("ιουν", "jun"),
    ("ιουλ", "jul"),
    ("αυγουστ", "aug"),
    ("σεπτεμβρ", "sep"),
    ("οκτωβρ", "oct"),
    ("νοεμβρ", "nov"),
    ("δεκεμβρ", "dec"),
)
MINUS = str.maketrans("−–—", "---")


class BadDay(ValueError):
    """A text that names no day."""


class Falls(NamedTuple):
    """A day and month, in one year or (``year`` 0) in each; or days from Easter."""

    day: int = 0
    month: int = 0
    year: int = 0
    easter: int | None = None

    def __str__(self) -> str:
        if self.easter is not None:
            return f"easter{self.easter:+d}" if self.easter else "easter"
        return f"{self.day}/{self.month}" + (f"/{self.year}" if self.year else "")

    def on(self, year: int) -> date | None:
        """The day in a year; None when there is none in it, as of 29 February."""
        if self.easter is not None:
            return orthodox_easter(year) + timedelta(days=self.easter)
        if self.year not in (0, year):
            return None
        return _date(year, self.month, self.day)


@lru_cache(maxsize=2_000)
def falls_read(text: str) -> Falls:
    """When it falls, from what somebody wrote; BadDay for what names no day."""
    plain = fold(text.translate(MINUS)).strip()
    if found := EASTER.fullmatch(plain):
        days = int(found[2] or 0)
        if days > FAR:
            raise BadDay(text)
        return Falls(easter=-days if found[1] == "-" else days)
    if found := ISO.fullmatch(plain):
        return _checked(text, int(found[3]), int(found[2]), int(found[1]))
    if found := ON.fullmatch(plain):
        return _checked(text, int(found[1]), int(found[2]), int(found[3] or 0))
    if found := NAMED.fullmatch(plain):
        return _checked(text, int(found[1]), _month(found[2]), int(found[3] or 0))
    raise BadDay(text)


def _checked(text: str, day: int, month: int, year: int) -> Falls:
    if (year and year not in YEARS) or _date(year or LEAP, month, day) is None:
        raise BadDay(text)
    return Falls(day, month, year)


def _month(word: str) -> int:
    for at, begins in enumerate(MONTHS, 1):
        if word.startswith(begins):
            return at
    return 0


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
