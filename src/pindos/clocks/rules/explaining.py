"""Every piece of time between two moments: counted or not, and why."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from pindos.clocks.rules.pauses import Pause, joined
from pindos.clocks.rules.schedule import Schedule
from pindos.clocks.rules.workdays import Calendar


class Why(StrEnum):
    """Why a piece of time counts or does not."""

    COUNTED = "counted"
    PAUSED = "paused"
    CLOSED = "closed"  # outside the hours of the office
    DAY_OFF = "day_off"


class Piece(NamedTuple):
    """A time that counts or not; ``name`` is that of the day off. Pieces follow without a gap."""

    start: datetime
    end: datetime
    why: Why
    name: str = ""

    @property
    def length(self) -> timedelta:
        """How long it is by the clock on the wall."""
        return self.end - self.start


def explained(
    schedule: Schedule, start: datetime, end: datetime, pauses: Iterable[Pause] = ()
) -> list[Piece]:
    """All the time from ``start`` to ``end``, in order; what counts adds up to ``worked``."""
    found: list[Piece] = []
    at, end = start.astimezone(UTC), end.astimezone(UTC)
    for pause in joined(pauses):
        low = max(pause.start, at)
        high = end if pause.end is None else min(pause.end, end)
        if low < high:
            found += _running(schedule, at, low)
            found.append(Piece(low, high, Why.PAUSED))
            at = high
    return found + _running(schedule, at, end)


def _running(schedule: Schedule, start: datetime, end: datetime) -> list[Piece]:
    found: list[Piece] = []
    at = start
    for span in schedule.spans(start, end):
        low, high = (datetime.fromtimestamp(second, UTC) for second in span)
        low, high = max(low, start), min(high, end)
        found += _closed(schedule.calendar, at, low)
        found.append(Piece(low, high, Why.COUNTED))
        at = high
    return found + _closed(schedule.calendar, at, end)


def _closed(office: Calendar, start: datetime, end: datetime) -> list[Piece]:
    """A time without work: each day off has a piece of its own, what lies around is one."""
    found: list[Piece] = []
    at = start
    while at < end:
        day = office.day_of(at)
        name = office.days_off.get(day, "")
        until = min(office.end_of(day).astimezone(UTC), end)
        why = Why.DAY_OFF if day in office.days_off else Why.CLOSED
        if found and (found[-1].why, found[-1].name) == (why, name) and why == Why.CLOSED:
            found[-1] = found[-1]._replace(end=until)
        else:
            found.append(Piece(at, until, why, name))
        at = until
    return found
