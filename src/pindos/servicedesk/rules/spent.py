"""How long something took, however people write it down."""

import re
from decimal import Decimal

from pindos.kernel.text import fold
from pindos.servicedesk.terms import MOST_MINUTES

_HOURS = r"(?:ωρεσ|ωρα|ωρ|ω|hours|hour|hrs|hr|h)\.?"
_MINUTES = r"(?:λεπτα|λεπτο|λεπ|λ|minutes|minute|mins|min|m)\.?'?"
_NUMBER = r"\d{1,4}(?:[.,]\d{1,2})?"
_CLOCK = re.compile(r"(\d{1,2}):([0-5]\d)")
_BARE = re.compile(r"(\d{1,4})")
_PART = re.compile(r"(\d{1,2})[.,](\d{1,2})")
_IN_WORDS = re.compile(
    rf"(?:({_NUMBER})\s*{_HOURS})?(?:\s*(?:και|and|,)?\s*(?:(\d{{1,4}})\s*(?:{_MINUTES})?))?"
)


def minutes_in(text: str) -> int | None:
    """The minutes that somebody wrote: 1:30, 90, 1ω30, 1 ώ 30, 15 λ, 1,5 ώρες.

    A number alone is minutes, with a comma it is hours. None when it says no time, nothing, or
    more than a day.
    """
    words = fold(text)
    minutes = _by_the_clock(words)
    if minutes is None:
        minutes = _in_words(words)
    return minutes if minutes is not None and 0 < minutes <= MOST_MINUTES else None


def _by_the_clock(words: str) -> int | None:
    if clock := _CLOCK.fullmatch(words):
        return int(clock[1]) * 60 + int(clock[2])
    if bare := _BARE.fullmatch(words):
        return int(bare[1])
    if part := _PART.fullmatch(words):
        return _of_hours(f"{part[1]}.{part[2]}")
    return None


def _in_words(words: str) -> int | None:
    found = _IN_WORDS.fullmatch(words)
    if not found or not (found[1] or found[2]):
        return None
    hours, minutes = found[1] or "0", int(found[2] or 0)
    if found[1] and (minutes >= 60 or (found[2] and not hours.isdigit())):
        return None
    return _of_hours(hours.replace(",", ".")) + minutes


def _of_hours(hours: str) -> int:
    return round(Decimal(hours) * 60)
