"""Setting a clock: what is due when, from what it counts and what stopped it."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from django.utils.translation import gettext as _

from pindos.clocks.models import Clock, Standstill
from pindos.clocks.options import WARN_AFTER
from pindos.clocks.queries.clocks import pauses_of
from pindos.clocks.rules import NeverDue, Schedule
from pindos.kernel.errors import Refused

FIELDS = ("due_at", "warn_at")


def set_due(row: Clock, schedule: Schedule, standstills: Iterable[Standstill]) -> None:
    """Say when a running clock ends and when little is left; nothing while it stands still.

    Refuses hours by which it would never end.
    """
    pauses = pauses_of(row, standstills)
    promised = timedelta(seconds=row.seconds)
    soon = timedelta(seconds=row.seconds * WARN_AFTER.now() // 100)
    try:
        row.due_at = _in_utc(schedule.due(row.started_at, promised, pauses))
        row.warn_at = _in_utc(schedule.due(row.started_at, soon, pauses)) if row.due_at else None
    except NeverDue as error:
        raise Refused(_("By these hours no deadline ever ends: nobody works.")) from error


def stop(row: Clock, schedule: Schedule, standstills: Iterable[Standstill], at: datetime) -> None:
    """Stop a clock: how much of its time was spent, and whether that was within it."""
    pauses = pauses_of(row, standstills)
    row.spent = int(schedule.worked(row.started_at, at, pauses).total_seconds())
    row.is_met = row.spent <= row.seconds
    row.stopped_at = at


def _in_utc(moment: datetime | None) -> datetime | None:
    return moment.astimezone(UTC) if moment else None
