"""What clocks do by the clock on the wall."""

from datetime import timedelta

from pindos.clocks.commands import follow_calendars, go_on_looking
from pindos.clocks.terms import FOLLOW, LOOKS
from pindos.kernel.jobs import every


@every(timedelta(minutes=2), name=FOLLOW, is_long=True)
def follow() -> int:
    """Let running clocks follow working hours and holidays that have changed."""
    return follow_calendars()


@every(timedelta(minutes=5), name=LOOKS, is_long=True)
def look() -> int:
    """Count what changes would move that somebody wants to see; return how many clocks."""
    return go_on_looking()
