"""Stretches of time: which overlap, and how much of one falls into working hours."""

from collections.abc import Collection
from datetime import date, datetime, time, timedelta

A_DAY, A_MINUTE = timedelta(days=1), timedelta(minutes=1)
SATURDAY = 5


def overlap(start: datetime, end: datetime, other_start: datetime, other_end: datetime) -> bool:
    """Whether two stretches share a moment; the end of one may be the start of the next."""
    return start < other_end and other_start < end


def working_minutes(
    start: datetime, end: datetime, off: Collection[date], opens: time, closes: time
) -> int:
    """How many minutes of a stretch people are at work: Monday to Friday, without holidays.

    Both ends are in the clock of the place.
    """
    total, day = timedelta(), start.date()
    while day <= end.date():
        if day.weekday() < SATURDAY and day not in off:
            first = max(start, datetime.combine(day, opens, start.tzinfo))
            last = min(end, datetime.combine(day, closes, start.tzinfo))
            total += max(last - first, timedelta())
        day += A_DAY
    return total // A_MINUTE
