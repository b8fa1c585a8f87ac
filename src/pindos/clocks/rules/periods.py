"""Terms in hours, days and months, as offices and laws count them."""

import calendar as months_of
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from pindos.clocks.rules.pauses import Pause
from pindos.clocks.rules.schedule import FURTHEST_YEARS, NeverDue, Schedule
from pindos.clocks.terms import PeriodKind


class Period(NamedTuple):
    """So many of a kind: 480 minutes of working time, 72 hours, 1 month. ``amount`` is above 0."""

    kind: PeriodKind
    amount: int


def due_of(
    schedule: Schedule, start: datetime, period: Period, pauses: Iterable[Pause] = ()
) -> datetime | None:
    """When a term that begins at ``start`` is over; None while it stands still.

    Hours run by the clock on the wall, on holidays too (Reg. 1182/71 art. 3(2)(a); GDPR art. 33,
    NIS2 art. 23). Of terms in days and months the day of the event does not count, they end with
    the last day, and one that would end on a day off ends with the next working day
    (Law 2690/1999 art. 10(5); Reg. 1182/71 art. 3(1), 3(4)). A month ends on the day of the same
    number, or on the last of a shorter month. Only working minutes can be paused. Raises NeverDue.
    """
    match period.kind:
        case PeriodKind.WORKING_MINUTES:
            return schedule.due(start, timedelta(minutes=period.amount), pauses)
        case PeriodKind.HOURS:
            return start.astimezone(UTC) + timedelta(hours=period.amount)
        case _:
            office = schedule.calendar
            return office.end_of(_last_day(schedule, office.day_of(start), period))


def _last_day(schedule: Schedule, first: date, period: Period) -> date:
    if period.kind == PeriodKind.WORKING_DAYS:
        day = first
        for _each in range(period.amount):
            day = _workday_from(schedule, day + timedelta(days=1))
        return day
    if period.kind == PeriodKind.CALENDAR_DAYS:
        day = first + timedelta(days=period.amount)
    else:
        day = _months_later(first, period.amount)
    return _workday_from(schedule, day)


def _workday_from(schedule: Schedule, day: date) -> date:
    for later in range(FURTHEST_YEARS * 366):
        found = day + timedelta(days=later)
        if schedule.calendar.is_workday(found):
            return found
    raise NeverDue


def _months_later(day: date, count: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    last = months_of.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))
