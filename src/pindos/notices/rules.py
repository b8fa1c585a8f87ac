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
