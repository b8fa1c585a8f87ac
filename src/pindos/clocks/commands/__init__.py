"""Writing clocks and the hours by which they run."""

from pindos.clocks.commands.holidays import plan_holiday, plan_lines, text_of
from pindos.clocks.commands.hours import plan_hours, set_hours
from pindos.clocks.commands.keeping import (
    Begun,
    Promised,
    Wanted,
    begin_clocks,
    keep_clocks,
    keep_clocks_of,
    stop_clocks,
)
from pindos.clocks.commands.planning import HoursPlan, Moved, follow_calendars
from pindos.clocks.commands.telling import Due, clocks_late, clocks_to_warn_of, note_told

__all__ = [
    "Begun",
    "Due",
    "HoursPlan",
    "Moved",
    "Promised",
    "Wanted",
    "begin_clocks",
    "clocks_late",
    "clocks_to_warn_of",
    "follow_calendars",
    "keep_clocks",
    "keep_clocks_of",
    "note_told",
    "plan_holiday",
    "plan_hours",
    "plan_lines",
    "set_hours",
    "stop_clocks",
    "text_of",
]
