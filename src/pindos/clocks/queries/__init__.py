"""Reading clocks."""

from pindos.clocks.queries.clocks import (
    ClockFacts,
    Ends,
    Explained,
    clock_facts,
    clocks_of,
    ends_by_thing,
    explained_clocks,
    has_clock,
)
from pindos.clocks.queries.hours import (
    HoursFacts,
    all_hours,
    calendar_at,
    hours_called,
    name_of_day_off,
)
from pindos.clocks.queries.looks import ended_look, look_by, looks_for, looks_on_pages

__all__ = [
    "ClockFacts",
    "Ends",
    "Explained",
    "HoursFacts",
    "all_hours",
    "calendar_at",
    "clock_facts",
    "clocks_of",
    "ended_look",
    "ends_by_thing",
    "explained_clocks",
    "has_clock",
    "hours_called",
    "look_by",
    "looks_for",
    "looks_on_pages",
    "name_of_day_off",
]
