"""What clocks do by the clock on the wall."""

from datetime import timedelta

from pindos.clocks.commands import follow_calendars
from pindos.kernel.jobs import every


@every(timedelta(minutes=2), name="clocks-follow-calendars")
def follow() -> int:
    """Let running clocks follow working hours and holidays that have changed."""
    return follow_calendars(limit=20_000)
