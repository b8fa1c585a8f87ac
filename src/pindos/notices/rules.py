"""Decisions about sending, without clock or database."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from pindos.notices.terms import How

MAX_TRIES = 10
FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(hours=6)
ATHENS = ZoneInfo("Europe/Athens")
DAILY_AT = time(7, 30)  # when offices open
SATURDAY = 5


def pause_after(tries: int) -> timedelta:
    """Three times as long after every try, up to six hours: ten tries take a day and a night."""
    tripled: int = 3 ** min(tries - 1, MAX_TRIES)
    return min(FIRST_PAUSE * tripled, LONGEST_PAUSE)


HOOK_PAUSES = (  # after each failed try of one event; the tenth try is the last, after 34 hours
    timedelta(seconds=5),
    timedelta(seconds=30),
    timedelta(minutes=2),
    timedelta(minutes=10),
    timedelta(hours=1),
    timedelta(hours=3),
    timedelta(hours=6),
    timedelta(hours=12),
    timedelta(hours=12),
)
HOOK_TRIES = len(HOOK_PAUSES) + 1
LONGEST_REST = timedelta(minutes=10)
GIVEN_UP_AFTER = timedelta(days=3)


def pause_of_event(tries: int) -> timedelta | None:
    """How long an event waits after so many tries; None when there is no further one."""
    return HOOK_PAUSES[tries - 1] if tries < HOOK_TRIES else None


def rest_of_receiver(failures: int) -> timedelta:
    """How long a receiver is left alone after so many failures in a row, whatever the event."""
    doubled: int = 2 ** min(failures - 1, 10)
    return min(HOOK_PAUSES[0] * doubled, LONGEST_REST)


def is_given_up(failures: int, failing_since: datetime, now: datetime) -> bool:
    """Whether a receiver has taken nothing for so long, and so often, that it is switched off."""
    return failures >= HOOK_TRIES and now - failing_since >= GIVEN_UP_AFTER


def goes_at(how: str, now: datetime) -> datetime:
    """When a notice of this moment goes by mail: now, or with all others of its round.

    The daily round is on working days (Monday to Friday) at the opening of the offices, by the
    clock of Athens; the hourly one at the full hour.
    """
    if how == How.HOURLY:
        return now.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    if how != How.DAILY:
        return now
    local = now.astimezone(ATHENS)
    day = local.date() if local.time() < DAILY_AT else local.date() + timedelta(days=1)
    while day.weekday() >= SATURDAY:
        day += timedelta(days=1)
    return datetime.combine(day, DAILY_AT, ATHENS).astimezone(now.tzinfo)
