"""On which days work comes round, moved off the days on which nobody works."""

from calendar import monthrange
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from pindos.automation.terms import Every, Shift

FURTHEST = 31  # days that a day is moved at most: no office is closed for longer
LAST = -1  # the last such weekday of a month

IsWorkday = Callable[[date], bool]


class Rhythm(NamedTuple):
    """How often; ``step`` is every so many of its kind, counted from ``begins``.

    ``day`` is that of the month (a shorter month ends with its last), ``weekday`` from 0, which is
    Monday, ``nth`` from 1 to 4 or LAST.
    """

    every: Every
    begins: date
    step: int = 1
    day: int = 1
    weekday: int = 0
    nth: int = 1
    shift: Shift = Shift.FORWARD


class Day(NamedTuple):
    """The day that the rhythm names, and the day on which it is done."""

    named: date
    on: date


def days_of(rhythm: Rhythm, is_workday: IsWorkday, after: date | None = None) -> Iterator[Day]:
    """All days from its beginning in order, or those named after a day; each ``on`` once."""
    last: date | None = None
    for named in _named(rhythm, is_workday):
        on = _moved(named, rhythm.shift, is_workday)
        if on is None or (last is not None and on <= last):
            continue
        last = on
        if after is None or named > after:
            yield Day(named, on)


def _named(rhythm: Rhythm, is_workday: IsWorkday) -> Iterator[date]:
    begins = rhythm.begins
    if rhythm.every == Every.DAYS:
        yield from _stepped(begins, rhythm.step)
    elif rhythm.every == Every.WEEKS:
        first = begins + timedelta(days=(rhythm.weekday - begins.weekday()) % 7)
        yield from _stepped(first, 7 * rhythm.step)
    else:
        for year, month in _months(begins, rhythm.step):
            found = _of_month(rhythm, year, month, is_workday)
            if found >= begins:
                yield found


def _stepped(day: date, step: int) -> Iterator[date]:
    while day.year < date.max.year:
        yield day
        day += timedelta(days=step)


def _months(begins: date, step: int) -> Iterator[tuple[int, int]]:
    count = begins.year * 12 + begins.month - 1
    while count // 12 < date.max.year:
        yield count // 12, count % 12 + 1
        count += step


def _of_month(rhythm: Rhythm, year: int, month: int, is_workday: IsWorkday) -> date:
    length = monthrange(year, month)[1]
    days = [date(year, month, day) for day in range(1, length + 1)]
    if rhythm.every == Every.MONTHS:
        return days[min(rhythm.day, length) - 1]
    if rhythm.every == Every.WEEKDAY:
        those = [day for day in days if day.weekday() == rhythm.weekday]
        return those[-1] if rhythm.nth == LAST else those[rhythm.nth - 1]
    working = [day for day in days if is_workday(day)] or days
    return working[0] if rhythm.every == Every.FIRST_WORKDAY else working[-1]


def _moved(day: date, shift: Shift, is_workday: IsWorkday) -> date | None:
    """The working day on which it is done; none when it is then left out."""
    if shift == Shift.STAY or is_workday(day):
        return day
    if shift == Shift.LEAVE_OUT:
        return None
    step = timedelta(days=-1 if shift == Shift.BACK else 1)
    moved = day
    for _each in range(FURTHEST):
        moved += step
        if is_workday(moved):
            return moved
    return day
