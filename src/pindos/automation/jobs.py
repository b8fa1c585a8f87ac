"""What automation does by the clock."""

from datetime import timedelta

from pindos.automation.commands import forget_runs, open_what_is_due
from pindos.automation.terms import OPENING
from pindos.kernel.jobs import every


@every(timedelta(days=1), name="forget-runs-of-rules")
def forget_old_runs() -> int:
    """Forget what rules did long ago; the timelines of the tickets keep it."""
    return forget_runs()


@every(timedelta(minutes=30), name=OPENING)
def open_routines() -> int:
    """Open the tickets whose day has come."""
    return open_what_is_due()
