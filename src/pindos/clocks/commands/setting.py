"""Setting a clock: what is due when, from what it counts and what stopped it."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from django.utils.translation import gettext as _

from pindos.clocks.models import Clock, Standstill
from pindos.clocks.options import WARN_AFTER
from pindos.clocks.queries.clocks import pauses_of
from pindos.clocks.rules import NeverDue, Pause, Schedule
from pindos.kernel.errors import Refused

FIELDS = ("due_at", "warn_at")


class Deadline(NamedTuple):
    """When a running clock ends and when little is left; neither while it stands still."""

    due_at: datetime | None
    warn_at: datetime | None


def deadline_of(
    schedule: Schedule, start: datetime, seconds: int, pauses: Sequence[Pause]
) -> Deadline:
    """When so much working time from ``start`` is over; refuses hours by which it never is."""
    due = due_of(schedule, start, seconds, pauses)
    soon = seconds * WARN_AFTER.now() // 100
    return Deadline(due, due_of(schedule, start, soon, pauses) if due else None)


def due_of(
    schedule: Schedule, start: datetime, seconds: int, pauses: Sequence[Pause]
) -> datetime | None:
    """The first of the two alone; refuses the same."""
    try:
        due = schedule.due(start, timedelta(seconds=seconds), pauses)
    except NeverDue as error:
        raise Refused(_("By these hours no deadline ever ends: nobody works.")) from error
    return _in_utc(due)


def set_due(row: Clock, schedule: Schedule, standstills: Iterable[Standstill]) -> None:
    """Say on a running clock when it ends and when little is left; refuses as ``deadline_of``."""
    pauses = pauses_of(row, standstills)
    row.due_at, row.warn_at = deadline_of(schedule, row.started_at, row.seconds, pauses)


def stop(row: Clock, schedule: Schedule, standstills: Iterable[Standstill], at: datetime) -> None:
    """Stop a clock: how much of its time was spent, and whether that was within it."""
    pauses = pauses_of(row, standstills)
    row.spent = int(schedule.worked(row.started_at, at, pauses).total_seconds())
    row.is_met = row.spent <= row.seconds
    row.stopped_at = at


def _in_utc(moment: datetime | None) -> datetime | None:
    return moment.astimezone(UTC) if moment else None
