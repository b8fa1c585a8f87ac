"""Work that comes round by the clock. The timetable is a table: it survives restarts."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import NamedTuple, Protocol

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pindos.kernel.errors import Refused
from pindos.kernel.models import Schedule
from pindos.kernel.origin import coming_from

Job = Callable[[], int]


class Planned(NamedTuple):
    """A job and how often it runs; one that waits for others runs apart from all the rest."""

    period: timedelta
    job: Job
    is_apart: bool


class Beside(Protocol):
    """Runs jobs apart, each at most once at a time."""

    def is_free(self, name: str) -> bool:
        """Whether the last run of this job has ended."""

    def start(self, name: str, run: Callable[[], object]) -> None:
        """Let it run; returns at once."""


_jobs: dict[str, Planned] = {}


def every(period: timedelta, *, name: str, is_apart: bool = False) -> Callable[[Job], Job]:
    """Put a job on the timetable; it returns how much it did, and may run twice.

    One that waits for machines that are not ours ``is_apart``: it holds up no other.
    """

    def register(job: Job) -> Job:
        if name in _jobs:
            raise RuntimeError(f"two jobs are called {name!r}")
        _jobs[name] = Planned(period, job, is_apart)
        return job

    return register


def run_due(now: datetime | None = None, beside: Beside | None = None) -> dict[str, int | None]:
    """Run what is due and not taken by another process; a count for each, None for a failure.

    What is to run apart is handed to ``beside`` and its count stands in its row only; without
    one it runs here like the rest.
    """
    now = now or timezone.now()
    _write_timetable(now)
    due = Schedule.objects.filter(name__in=_jobs, next_run_at__lte=now).order_by("next_run_at")
    done = {}
    for row in due:
        if beside is None or not _jobs[row.name].is_apart:
            if _claim(row, now):
                done[row.name] = _run(row)
        elif beside.is_free(row.name) and _claim(row, now):
            beside.start(row.name, partial(_run, row))
    return done


def run_now(name: str) -> int | None:
    """Run one job whatever the time is; a count, or None for a failure (the row says why).

    Refuses a name that the house no longer has: its row is left from another version.
    """
    row = Schedule.objects.filter(name=name).first()
    if row is None or name not in _jobs:
        raise Refused(_("This version has no job called %(name)s.") % {"name": name})
    return _run(row)


def _write_timetable(now: datetime) -> None:
    """A row for every new job; a period that an operator has changed stays."""
    new = _jobs.keys() - set(Schedule.objects.values_list("name", flat=True))
    rows = [
        Schedule(name=name, every=int(_jobs[name].period.total_seconds()), next_run_at=now)
        for name in sorted(new)
    ]
    Schedule.objects.bulk_create(rows, ignore_conflicts=True)


@transaction.atomic
def _claim(row: Schedule, now: datetime) -> bool:
    """Move the next run on, unless another process was faster."""
    still_due = Schedule.objects.filter(pk=row.pk, next_run_at=row.next_run_at)
    return bool(still_due.update(next_run_at=now + timedelta(seconds=row.every)))


def _run(row: Schedule) -> int | None:
    job = _jobs[row.name].job
    try:
        with coming_from(f"job:{row.name}"):
            count = job()
        if not isinstance(count, int):
            raise TypeError(f"{row.name} did not say how much it did")
    except Exception as error:  # noqa: BLE001  one bad job must not stop the others
        words = str(error) if isinstance(error, Refused) else f"{type(error).__name__}: {error}"
        _note(row, last_error=words[:500], last_failed_at=timezone.now())
        return None
    _note(row, last_ok_at=timezone.now(), last_count=count, last_error="")
    return count


@transaction.atomic
def _note(row: Schedule, **outcome: object) -> None:
    Schedule.objects.filter(pk=row.pk).update(**outcome)
