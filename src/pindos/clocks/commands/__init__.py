"""Writing clocks and the hours by which they run."""

from pindos.clocks.commands.holidays import (
    change_of_holiday,
    change_of_lines,
    plan_holiday,
    plan_lines,
    text_of,
)
from pindos.clocks.commands.hours import change_of_hours, plan_hours, set_hours
from pindos.clocks.commands.keeping import (
    Begun,
    Promised,
    Wanted,
    begin_clocks,
    keep_clocks,
    keep_clocks_of,
    stop_clocks,
)
from pindos.clocks.commands.looking import (
    ON_A_PAGE,
    Looked,
    begin_look,
    go_on_looking,
    lines_of,
    look_at,
    looked_by,
    plan_of,
)
from pindos.clocks.commands.planning import Change, HoursPlan, Moved, follow_calendars, plan
from pindos.clocks.commands.telling import Due, clocks_late, clocks_to_warn_of, note_told

__all__ = [
    "ON_A_PAGE",
    "Begun",
    "Change",
    "Due",
    "HoursPlan",
    "Looked",
    "Moved",
    "Promised",
    "Wanted",
    "begin_clocks",
    "begin_look",
    "change_of_holiday",
    "change_of_hours",
    "change_of_lines",
    "clocks_late",
    "clocks_to_warn_of",
    "follow_calendars",
    "go_on_looking",
    "keep_clocks",
    "keep_clocks_of",
    "lines_of",
    "look_at",
    "looked_by",
    "note_told",
    "plan",
    "plan_holiday",
    "plan_hours",
    "plan_lines",
    "plan_of",
    "set_hours",
    "stop_clocks",
    "text_of",
]
