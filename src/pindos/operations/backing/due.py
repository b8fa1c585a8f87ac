"""When a backup or a drill is due, and when the last one is too old. Pure."""

from datetime import datetime, timedelta, tzinfo

AGAIN = timedelta(hours=1)  # after a try that failed


def is_backup_due(
    now: datetime, hour: int, last_ok: datetime | None, last_try: datetime | None, zone: tzinfo
) -> bool:
    """Whether no good one began since the hour of the day came, and none was tried just now."""
    local = now.astimezone(zone)
    since = local.replace(hour=hour, minute=0, second=0, microsecond=0)
    if since > local:
        since -= timedelta(days=1)
    return (last_ok is None or last_ok < since) and _may_try(now, last_try)


def is_drill_due(
    now: datetime, days: int, last_ok: datetime | None, last_try: datetime | None
) -> bool:
    """Whether so many days have passed since the last good one; never with 0."""
    is_old = last_ok is None or now - last_ok >= timedelta(days=days)
    return bool(days) and is_old and _may_try(now, last_try)


def is_late(now: datetime, hours: int, last_ok: datetime | None, since: datetime | None) -> bool:
    """Whether the last good one is older than so many hours.

    Without any, ``since`` counts: when the first was asked for. Nothing asked, nothing late.
    """
    moment = last_ok or since
    return moment is not None and now - moment > timedelta(hours=hours)


def _may_try(now: datetime, last_try: datetime | None) -> bool:
    return last_try is None or now - last_try >= AGAIN
