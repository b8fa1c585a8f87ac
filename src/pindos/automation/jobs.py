"""What automation does by the clock."""

from datetime import timedelta

from pindos.automation.commands import forget_runs
from pindos.kernel.jobs import every


@every(timedelta(days=1), name="forget-runs-of-rules")
def forget_old_runs() -> int:
    """Forget what rules did long ago; the timelines of the tickets keep it."""
    return forget_runs()
