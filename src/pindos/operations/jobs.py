"""Work of operations by the clock."""

from datetime import timedelta

from pindos.kernel.jobs import every
from pindos.kernel.verifying import sealed_until
from pindos.operations.checkpoints import newest_checkpoint
from pindos.operations.commands import (
    export_checkpoint,
    forget_person_exports,
    make_person_exports,
    run_retention,
    sound,
)


@every(timedelta(days=1), name="export-checkpoint")
def export_daily_checkpoint() -> int:
    """Export a checkpoint; return how many events it covers that no earlier one did."""
    sealed = sealed_until()
    if not sealed:
        return 0
    before = newest_checkpoint()
    export_checkpoint()
    return sealed - (before.seq if before else 0)


@every(timedelta(minutes=1), name="make-person-exports")
def make_exports() -> int:
    """Make the copies of somebody's data that were asked for; return how many."""
    return make_person_exports()


@every(timedelta(hours=1), name="forget-person-exports")
def forget_exports() -> int:
    """Remove copies whose time is over; return how many."""
    return forget_person_exports()


@every(timedelta(days=1), name="erase-by-retention")
def erase_by_retention() -> int:
    """Carry out the rules of retention that are switched on; return how many files."""
    return run_retention()


@every(timedelta(minutes=15), name="look-outside", is_apart=True)
def look_outside() -> int:
    """Measure the certificate and the time where they are set; return how many were."""
    return sound()
