"""Reading clocks."""

from pindos.clocks.queries.clocks import (
    ClockFacts,
    Explained,
    clock_facts,
    clocks_of,
    explained_clocks,
    first_ends,
    has_clock,
)
from pindos.clocks.queries.hours import (
    HoursFacts,
    all_hours,
    calendar_at,
    hours_called,
    name_of_day_off,
)

__all__ = [
    "ClockFacts",
    "Explained",
    "HoursFacts",
    "all_hours",
    "calendar_at",
    "clock_facts",
    "clocks_of",
    "explained_clocks",
    "first_ends",
    "has_clock",
    "hours_called",
    "name_of_day_off",
]
