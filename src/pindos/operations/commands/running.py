"""Letting deliveries go again, changing the timetable, running a job at once."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pindos.kernel.access import Viewer
from pindos.kernel.errors import Invalid, NotFound, Refused
from pindos.kernel.events import emit
from pindos.kernel.jobs import bring_forward, run_now, tell_to_stop
from pindos.kernel.models import Delivery, Schedule
from pindos.operations.events import DeliveriesRetried, JobStarted, JobStopped, ScheduleChanged
from pindos.operations.queries import house_unit_of, parked_for, timetable_for
from pindos.organisation.terms import Role

NAMED = 1000  # deliveries that the trail names one by one
LEAST, MOST = 1, 31 * 24 * 3600  # seconds between two runs


@transaction.atomic
def retry_deliveries(*, viewer: Viewer, delivery_id: int | None = None, reaction: str = "") -> int:
    """Let one parked delivery start afresh, or all of a reaction; return how many."""
    unit_id = house_unit_of(viewer)
    parked = parked_for(viewer)
    parked = parked.filter(pk=delivery_id) if delivery_id else parked.filter(reaction=reaction)
    rows = list(parked.order_by("id").values_list("pk", "reaction")[:NAMED])
    if not rows:
        raise NotFound
    ids = [pk for pk, _reaction in rows]
    many = parked.order_by().update(
        state=Delivery.State.WAITING, attempts=0, next_try_at=timezone.now(), lease_until=None
    )
    emit(
        DeliveriesRetried(reaction=rows[0][1], delivery_ids=ids),
        about=Delivery(pk=ids[0]),
        unit_id=unit_id,
        by=viewer,
        capacity=_capacity(unit_id),
        changes={"state": (Delivery.State.PARKED, Delivery.State.WAITING)},
    )
    return many


@transaction.atomic
def set_interval(*, viewer: Viewer, job: str, seconds: int) -> Schedule:
    """Let a job run every so many seconds, from a second to a month."""
    unit_id = house_unit_of(viewer)
    if not LEAST <= seconds <= MOST:
        raise Invalid({"every": _("An interval is between 1 second and 31 days.")})
    row = timetable_for(viewer).select_for_update().filter(name=job).first()
    if row is None:
        raise NotFound
    before, row.every = row.every, seconds
    row.save(update_fields=["every"])
    emit(
        ScheduleChanged(job=job),
        about=row,
        unit_id=unit_id,
        by=viewer,
        capacity=_capacity(unit_id),
        changes={"every": (before, seconds)},
    )
    return row


def run_job(*, viewer: Viewer, job: str) -> Schedule:
    """Run a job at once, here and to its end; how it went stands in the row that comes back.

    That it was started is written down before it runs, in a transaction of its own: a job makes
    its own transactions and may take long.
    """
    row = _started(viewer, job)
    run_now(job)
    row.refresh_from_db()
    return row


@transaction.atomic
def begin_job(*, viewer: Viewer, job: str) -> Schedule:
    """Let the timer run a job at once, so that nobody waits for a long one; how far it is stands
    in its row. Refuses one that runs already."""
    row = _started(viewer, job)
    if row.running_since:
        raise Refused(_("This job is running already."))
    bring_forward(job)
    return row


@transaction.atomic
def _started(viewer: Viewer, job: str) -> Schedule:
    unit_id = house_unit_of(viewer)
    row = timetable_for(viewer).filter(name=job).first()
    if row is None:
        raise NotFound
    started = JobStarted(job=job)
    emit(started, about=row, unit_id=unit_id, by=viewer, capacity=_capacity(unit_id))
    return row


@transaction.atomic
def stop_job(*, viewer: Viewer, job: str) -> Schedule:
    """Stop a job that is running, wherever it runs; what it has not committed is undone.

    Refuses one that is not running.
    """
    unit_id = house_unit_of(viewer)
    row = timetable_for(viewer).filter(name=job).first()
    if row is None:
        raise NotFound
    if not tell_to_stop(job):
        raise Refused(_("This job is not running now."))
    emit(
        JobStopped(job=job),
        about=row,
        unit_id=unit_id,
        by=viewer,
        capacity=_capacity(unit_id),
    )
    row.refresh_from_db()
    return row


def _capacity(unit_id: int | None) -> str:
    return Role.ADMINISTRATOR if unit_id is not None else ""
