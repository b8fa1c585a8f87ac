"""The rules of working time. Pure: no clock, no database; all intervals are half-open."""

from pindos.clocks.rules.explaining import Piece, Why, explained
from pindos.clocks.rules.hours import (
    DAY,
    EVERY_HOUR,
    NO_HOURS,
    BadHours,
    Hours,
    hours_read,
    hours_written,
)
from pindos.clocks.rules.pauses import Pause, joined
from pindos.clocks.rules.periods import Period, due_of
from pindos.clocks.rules.schedule import NeverDue, Schedule
from pindos.clocks.rules.workdays import Calendar, Span

__all__ = [
    "DAY",
    "EVERY_HOUR",
    "NO_HOURS",
    "BadHours",
    "Calendar",
    "Hours",
    "NeverDue",
    "Pause",
    "Period",
    "Piece",
    "Schedule",
    "Span",
    "Why",
    "due_of",
    "explained",
    "hours_read",
    "hours_written",
    "joined",
]
