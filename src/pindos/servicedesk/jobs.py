"""What the desk does by the clock."""

from datetime import timedelta

from pindos.kernel.jobs import every
from pindos.servicedesk.commands import (
    close_solved_tickets,
    follow_levels,
    forget_looked_at,
    promise_for_all,
    recount_stays,
)
from pindos.servicedesk.terms import FOLLOW_LEVELS, GIVE_CLOCKS


@every(timedelta(hours=1), name="close-solved-tickets")
def close_solved() -> int:
    """Close what was solved some days ago and nobody reopened."""
    return close_solved_tickets()


@every(timedelta(days=1), name="forget-bulk-acts-looked-at")
def forget_bulk_acts() -> int:
    """Forget acts on many tickets that were looked at and never carried out."""
    return forget_looked_at()


@every(timedelta(days=1), name="count-legs-of-tickets", is_long=True, limit=timedelta(hours=6))
def count_legs() -> int:
    """Make the legs of tickets that have none: those of an older version."""
    return recount_stays()


@every(timedelta(minutes=2), name=FOLLOW_LEVELS, is_long=True)
def follow() -> int:
    """Let the clocks of open tickets follow levels that were set."""
    return follow_levels()


@every(timedelta(hours=1), name=GIVE_CLOCKS, is_long=True)
def give_clocks() -> int:
    """Give clocks to open tickets that have none: those of an older version."""
    return promise_for_all()
