"""What identity forgets by the clock."""

from datetime import timedelta

from pindos.identity.commands import (
    end_access_of_who_left,
    forget_attempts,
    forget_ended_sessions,
    sync_directory,
)
from pindos.identity.queries import directory_in_use
from pindos.kernel.access import HOUSE
from pindos.kernel.jobs import every


@every(timedelta(hours=1), name="forget-failed-sign-ins")
def forget_failed_sign_ins() -> int:
    """Forget what the throttle needs no more; return how many."""
    return forget_attempts()


@every(timedelta(days=1), name="forget-ended-sessions")
def forget_sessions() -> int:
    """Forget sessions that ran out; return how many."""
    return forget_ended_sessions()


@every(timedelta(minutes=15), name="end-access-of-who-left")
def end_access() -> int:
    """End what people could still sign in with whose last position is over; return of how many."""
    return end_access_of_who_left()


@every(timedelta(hours=1), name="sync-directory")
def sync_people() -> int:
    """Carry out what the directory knows better; return how many people were looked at."""
    row = directory_in_use()
    return sync_directory(viewer=HOUSE).looked_at if row and row.is_synced else 0
