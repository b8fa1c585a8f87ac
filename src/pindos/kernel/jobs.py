"""Work that comes round by the clock. The timetable is a table: it survives restarts.

Whoever runs a job holds a lease on its row and renews it; a job whose process died is run again
when the lease is over. What the rows say goes by the clock on the wall, which may be put back:
a moment further ahead than any that we write is believed by nobody.
"""

import os
import socket
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from functools import partial
from typing import NamedTuple, Protocol

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pindos.kernel.errors import Refused
from pindos.kernel.handover import HandOver, Place
from pindos.kernel.models import Schedule
from pindos.kernel.origin import coming_from
from pindos.kernel.progress import counted_on

Job = Callable[[], int]
Done = dict[str, int | None]

LIMIT = timedelta(hours=1)  # that a job may take, unless it says otherwise
LEASE = timedelta(seconds=60)
SLACK = timedelta(minutes=1)  # by which two clocks may differ
DIED = "its process ended while it ran"
UNCOUNTED = {"done": None, "total": None}


class Stopped(BaseException):
    """Raised inside a job that is to end now; no job catches it by mistake."""


class TooLong(Stopped):
    """It took longer than it may."""

    words = "it took longer than it may and was stopped"


class ByHand(Stopped):
    """A person stopped it."""

    words = "it was stopped by hand"


class Planned(NamedTuple):
    """A job, how often it runs and how long it may take; ``is_apart``: it waits for others;
    ``is_long``: where there is a place for it, processes of their own do it."""

    period: timedelta
    job: Job
    is_apart: bool
    limit: timedelta
    is_long: bool


class Beside(Protocol):
    """Runs jobs beside the clock, each at most once at a time."""

    def has_place(self, name: str, *, is_apart: bool) -> bool:
        """Whether a run of this job can begin now."""

    def start(
        self, name: str, run: Callable[[], int | None], limit: timedelta, *, is_apart: bool
    ) -> None:
        """Let it run; returns at once."""

    def ended(self) -> dict[str, int | None]:
        """What has ended since the last question: a count for each, None for a failure."""

    def running(self) -> list[str]:
        """The names of those that run."""

    def stop(self, names: Iterable[str]) -> None:
        """Stop these, and all that have taken too long."""


_jobs: dict[str, Planned] = {}


def every(
    period: timedelta,
    *,
    name: str,
    is_apart: bool = False,
    is_long: bool = False,
    limit: timedelta = LIMIT,
) -> Callable[[Job], Job]:
    """Put a job on the timetable; it returns how much it did, and may run twice.

    One that waits for machines that are not ours ``is_apart``: it holds up no other. One that
    ``is_long`` is handed over where REDIS_URL is set (``kernel.handover``). Whatever runs longer
    than its ``limit`` is stopped and noted as failed.
    """

    def register(job: Job) -> Job:
        if name in _jobs:
            raise RuntimeError(f"two jobs are called {name!r}")
        _jobs[name] = Planned(period, job, is_apart, limit, is_long)
        return job

    return register


def run_due(
    now: datetime | None = None, beside: Beside | None = None, over: HandOver | None = None
) -> Done:
    """Run what is due and not taken by another process; a count for each, None for a failure.

    With ``beside`` each is only begun here, and what has ended since is said; without it each
    runs here to its end, one after another. With ``over`` long ones are left to others.
    """
    now = now or timezone.now()
    rows = _timetable(now)
    done = beside.ended() if beside else {}
    if beside:
        _look_after(beside, rows, now)
    for row in sorted(rows, key=lambda each: each.next_run_at):
        planned = _jobs[row.name]
        if not _is_due(row, now):
            continue
        if over and planned.is_long and over.leaves(row.name, row.next_run_at):
            continue
        _begin(row, now, beside, done)
    return done


def run_left(place: Place, beside: Beside | None = None, wait: float = 1.0) -> Done:
    """Run one job whose name was left by a timer, if it is due still; nothing while one runs."""
    now = timezone.now()
    rows = {row.name: row for row in Schedule.objects.all() if row.name in _jobs}
    done = beside.ended() if beside else {}
    if beside:
        _look_after(beside, list(rows.values()), now)
        if beside.running():
            return done
    name = place.fetch(wait)
    row = Schedule.objects.filter(name=name).first() if name in rows else None
    if row and _is_due(row, now := timezone.now()):
        _begin(row, now, beside, done)
    return done


def bring_forward(name: str) -> None:
    """Somebody waits for what this job makes: it is due as soon as this transaction commits."""
    now = timezone.now()
    Schedule.objects.filter(name=name, next_run_at__gt=now).update(next_run_at=now)


def is_long(name: str) -> bool:
    """Whether it is a job for which nobody waits with a page open."""
    return name in _jobs and _jobs[name].is_long


def run_now(name: str) -> int | None:
    """Run one job whatever the time is; a count, or None for a failure (the row says why).

    Refuses a name that the house no longer has, whose row is left from another version, and a
    job that runs already.
    """
    row = Schedule.objects.filter(name=name).first()
    if row is None or name not in _jobs:
        raise Refused(_("This version has no job called %(name)s.") % {"name": name})
    now = timezone.now()
    if _is_held(row, now) or not _claim(row, now, lease=_jobs[name].limit):
        raise Refused(_("This job is running already."))
    return _run(row)


@transaction.atomic
def let_go() -> int:
    """This process ends in order: what it still runs is due at once, for whoever comes next."""
    held = Schedule.objects.filter(run_by=run_by()).exclude(lease_until=None)
    return held.update(running_since=None, lease_until=None, next_run_at=timezone.now())


@transaction.atomic
def tell_to_stop(name: str) -> bool:
    """Ask whoever runs a job to stop it; whether anybody does."""
    running = Schedule.objects.filter(name=name).exclude(lease_until=None)
    return bool(running.update(is_told_to_stop=True))


def run_by() -> str:
    """This process, as the row of a running job names it: machine and number."""
    return f"{socket.gethostname()[:80]}:{os.getpid()}"


def _timetable(now: datetime) -> list[Schedule]:
    """The rows of all jobs that this version has; an operator may have changed their periods."""
    rows = [row for row in Schedule.objects.all() if row.name in _jobs]
    if new := _jobs.keys() - {row.name for row in rows}:
        _write_timetable(new, now)
        rows = list(Schedule.objects.filter(name__in=_jobs))
    return rows


def _write_timetable(names: Iterable[str], now: datetime) -> None:
    """A row for every new job."""
    rows = [
        Schedule(name=name, every=int(_jobs[name].period.total_seconds()), next_run_at=now)
        for name in sorted(names)
    ]
    Schedule.objects.bulk_create(rows, ignore_conflicts=True)


def _look_after(beside: Beside, rows: list[Schedule], now: datetime) -> None:
    """Stop what is to be stopped, and say of the rest that it still runs."""
    running = set(beside.running())
    beside.stop([row.name for row in rows if row.is_told_to_stop and row.name in running])
    old = [
        row.pk
        for row in rows
        if row.name in running and row.lease_until and row.lease_until < now + LEASE / 2
    ]
    if old:
        with transaction.atomic():
            mine = Schedule.objects.filter(pk__in=old, run_by=run_by())
            mine.update(lease_until=now + LEASE)


def _is_held(row: Schedule, now: datetime) -> bool:
    """Whether somebody runs it: the lease has not passed, and was not written by a clock ahead."""
    if row.lease_until is None:
        return False
    longest = max(LEASE, _jobs[row.name].limit) + SLACK
    return now < row.lease_until <= now + longest


def _is_due(row: Schedule, now: datetime) -> bool:
    if _is_held(row, now):
        return False
    if row.lease_until is not None and row.last_error != DIED:
        return True  # its process died; when that happens again it waits for its time
    is_put_back = row.next_run_at > now + timedelta(seconds=row.every) + SLACK
    return row.next_run_at <= now or is_put_back


def _begin(row: Schedule, now: datetime, beside: Beside | None, done: Done) -> None:
    """Take it, unless another process was faster, and run it: here, or beside."""
    planned = _jobs[row.name]
    if beside is None:
        if _claim(row, now):
            done[row.name] = _run(row)
    elif beside.has_place(row.name, is_apart=planned.is_apart) and _claim(row, now):
        beside.start(row.name, partial(_run, row), planned.limit, is_apart=planned.is_apart)


@transaction.atomic
def _claim(row: Schedule, now: datetime, lease: timedelta | None = None) -> bool:
    """Move the next run on and take the row, unless another process was faster."""
    still_due = Schedule.objects.filter(
        pk=row.pk, next_run_at=row.next_run_at, lease_until=row.lease_until
    )
    taken = {
        "next_run_at": now + timedelta(seconds=row.every),
        "running_since": now,
        "lease_until": now + (lease or LEASE),
        "run_by": run_by(),
        "is_told_to_stop": False,
        **UNCOUNTED,
    }
    if row.lease_until is not None:
        taken |= {"last_error": DIED, "last_failed_at": now}
    if not still_due.update(**taken):
        return False
    row.running_since = now
    return True


def _run(row: Schedule) -> int | None:
    """Do it and note how it went; while nothing can be noted, the lease says that it is due."""
    job = _jobs[row.name].job
    try:
        with coming_from(f"job:{row.name}"), counted_on(row):
            count = job()
        if not isinstance(count, int):
            raise TypeError(f"{row.name} did not say how much it did")
    except (TooLong, ByHand) as stopped:
        _failed(row, stopped.words)
        return None
    except Exception as error:  # noqa: BLE001  one bad job must not stop the others
        words = str(error) if isinstance(error, Refused) else f"{type(error).__name__}: {error}"
        _failed(row, words)
        return None
    _note(row, last_ok_at=timezone.now(), last_count=count, last_error="")
    return count


def _failed(row: Schedule, words: str) -> None:
    _note(row, last_error=words[:500], last_failed_at=timezone.now())


@transaction.atomic
def _note(row: Schedule, **outcome: object) -> None:
    """Write down how it went; the lease ends unless somebody else has it by now."""
    Schedule.objects.filter(pk=row.pk).update(**outcome)
    ours = Schedule.objects.filter(pk=row.pk, running_since=row.running_since, run_by=run_by())
    ours.update(running_since=None, lease_until=None, is_told_to_stop=False, **UNCOUNTED)
