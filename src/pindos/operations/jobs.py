"""Work of operations by the clock."""

from datetime import timedelta

from pindos.kernel.jobs import every
from pindos.kernel.safekeeping import Keeper, keeps_backups
from pindos.kernel.verifying import sealed_until
from pindos.operations.checkpoints import newest_checkpoint
from pindos.operations.commands import (
    back_up_at_once,
    export_checkpoint,
    forget_person_exports,
    make_due_backups,
    make_person_exports,
    run_retention,
    sound,
    tell_of_late_backups,
)
from pindos.operations.queries import is_keeping_backups, newest_backup


@every(timedelta(days=1), name="export-checkpoint")
def export_daily_checkpoint() -> int:
    """Export a checkpoint; return how many events it covers that no earlier one did."""
    sealed = sealed_until()
    if not sealed:
        return 0
    before = newest_checkpoint()
    export_checkpoint()
    return sealed - (before.seq if before else 0)


@every(timedelta(minutes=1), name="make-person-exports", is_long=True)
def make_exports() -> int:
    """Make the copies of somebody's data that were asked for; return how many."""
    return make_person_exports()


@every(timedelta(hours=1), name="forget-person-exports")
def forget_exports() -> int:
    """Remove copies whose time is over; return how many."""
    return forget_person_exports()


@every(timedelta(days=1), name="erase-by-retention", is_long=True, limit=timedelta(hours=6))
def erase_by_retention() -> int:
    """Carry out the rules of retention that are switched on; return how many files."""
    return run_retention()


@every(timedelta(minutes=15), name="look-outside", is_apart=True, limit=timedelta(minutes=10))
def look_outside() -> int:
    """Measure the certificate and the time where they are set; return how many were."""
    return sound()


@every(
    timedelta(minutes=1), name="back-up", is_long=True, is_apart=True, limit=timedelta(hours=12)
)
def back_up() -> int:
    """Make the backups and drills that were asked for or are due; return how many succeeded."""
    return make_due_backups()


@every(timedelta(minutes=15), name="watch-backups")
def watch_backups() -> int:
    """Tell the administrators when backups or drills are late; return how many were told."""
    return tell_of_late_backups()


keeps_backups(Keeper(is_keeping_backups, newest_backup, back_up_at_once))
