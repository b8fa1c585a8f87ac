"""Carrying events to reactions: at least once, each on its own, by any number of workers.

A worker leases rows, so that its death only delays them. A reaction and the note that it is
done commit together, so what it wrote to the database is there exactly once. All reactions to one
event share a transaction as long as none of them fails: that is two commits less for each ticket.
"""

from datetime import datetime, timedelta
from itertools import groupby
from typing import Any

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Greatest
from django.utils import timezone

from pindos.kernel.events import reactions, subscription
from pindos.kernel.jobs import every
from pindos.kernel.leases import is_over
from pindos.kernel.limits import DELIVERY_DAYS
from pindos.kernel.models import Delivery
from pindos.kernel.origin import coming_from
from pindos.kernel.prepared import filled_up, prepared
from pindos.kernel.pulse import living
from pindos.kernel.release import release
from pindos.kernel.updating import update_alike, update_one

BATCH = 50
LEASE = timedelta(seconds=60)
MAX_ATTEMPTS = 10
FIRST_PAUSE = timedelta(seconds=5)
LONGEST_PAUSE = timedelta(hours=1)
UNKNOWN_FOR = timedelta(minutes=10)  # after which nobody is waited for who knows the reaction
NO_SUCH = "this version has no reaction called %s; it was there when the event happened"
State = Delivery.State


class Hopeless(Exception):
    """Another try would not help; a person must look."""


class LeaseLost(Exception):
    """Another worker has taken the delivery over; what was done here must be undone."""


def drain(size: int = BATCH) -> int:
    """Carry out one batch of what is due; return how many were tried.

    All that hear of one event do so in one transaction; when one of them cannot, each on its own.
    """
    tried = 0
    for _event, found in groupby(_lease(size), key=lambda each: each[0].event_id):
        leased = list(found)
        if _carry_out_together(leased):
            tried += len(leased)
        else:
            tried += sum(_carry_out(delivery, is_counted) for delivery, is_counted in leased)
    return tried


@transaction.atomic
def unpark(reaction: str) -> int:
    """Let the parked deliveries of a repaired reaction start afresh; return how many."""
    parked = Delivery.objects.filter(state=State.PARKED, reaction=reaction)
    return parked.update(state=State.WAITING, attempts=0, next_try_at=timezone.now())


@every(timedelta(days=1), name="forget-done-deliveries")
def forget_done_deliveries() -> int:
    """Forget deliveries that were carried out long ago; return how many."""
    before = timezone.now() - timedelta(days=DELIVERY_DAYS.now())
    old = Delivery.objects.filter(state=State.DONE, event__at__lt=before)
    with transaction.atomic():
        return old.delete()[0]


@every(timedelta(minutes=10), name="park-what-nobody-does")
def park_unknown() -> int:
    """Park what waits for a reaction that no living version has; return how many.

    While processes of two versions live, the other one may know it: then nothing is parked.
    """
    now = timezone.now()
    if len({process.version for process in living(now)} | {release()}) > 1:
        return 0
    old = now - UNKNOWN_FOR
    waiting = Q(state=State.WAITING, next_try_at__lt=old)
    orphaned = Q(state=State.LEASED, lease_until__lt=old)
    unknown = Delivery.objects.filter(waiting | orphaned).exclude(reaction__in=reactions())
    parked = 0
    for name in sorted(set(unknown.values_list("reaction", flat=True))):
        with transaction.atomic():
            of_it = unknown.filter(reaction=name)
            parked += of_it.update(state=State.PARKED, last_error=NO_SUCH % name)
    return parked


def pause_after(attempts: int) -> timedelta:
    """Twice as long after every failure, up to an hour."""
    doubled: int = 2 ** min(attempts - 1, MAX_ATTEMPTS)
    return min(FIRST_PAUSE * doubled, LONGEST_PAUSE)


def _due(now: datetime) -> QuerySet[Delivery]:
    """What is to be done now by a reaction that this version has.

    A newer version beside this one may have more of them: those are left to it.
    """
    waiting = Q(state=State.WAITING) & is_over("next_try_at", now, LONGEST_PAUSE)
    orphaned = Q(state=State.LEASED) & is_over("lease_until", now, LEASE)
    return Delivery.objects.filter(waiting | orphaned, reaction__in=reactions())


def _lease(size: int) -> list[tuple[Delivery, bool]]:
    """Take what is due for a while, passing by what another worker is taking.

    The first try of each is counted here, for all at once, and so said of it: it may kill the
    worker. Whatever was tried before is counted when its turn comes, so that those beside one
    that kills its workers do not use up their tries. SQLite has no row locks: there the write
    lock and the condition of the UPDATE do the same.
    """
    now = timezone.now()
    until = now + LEASE
    with transaction.atomic():
        due = _due(now).select_for_update(skip_locked=True).order_by("next_try_at", "id")
        tries = dict(due.values_list("pk", "attempts")[:size])
        counted = Greatest("attempts", 1)
        found = _due(now).filter(pk__in=tries)
        found.update(state=State.LEASED, lease_until=until, attempts=counted)
    rows = _mine(filled_up(tries), State.LEASED.value, until) if tries else []
    return [(row, not tries[row.pk]) for row in rows]


@prepared
def _mine(ids: tuple[int, ...], state: str, until: datetime) -> QuerySet[Delivery]:
    """What this worker has leased, each with what its event says (``said``)."""
    rows = Delivery.objects.filter(pk__in=ids, state=state, lease_until=until)
    return rows.annotate(said=F("event__payload")).order_by("id")


def _hold(delivery: Delivery, *names: str, until: datetime | None = None) -> bool:
    """Write fields of the row as long as the lease on it is this worker's: each has its end."""
    lease = {"state": State.LEASED, "lease_until": until or delivery.lease_until}
    return update_one(delivery, names, lease)


def _is_fresh(delivery: Delivery) -> bool:
    """Whether the greater part of the lease is still to come: a batch may take its time."""
    until = delivery.lease_until
    return until is not None and timezone.now() < until - LEASE / 2


def _carry_out_together(leased: list[tuple[Delivery, bool]]) -> bool:
    """Carry out several deliveries at their first try; False when nothing of it was done."""
    deliveries = [delivery for delivery, is_first in leased if is_first and _is_fresh(delivery)]
    if len(deliveries) != len(leased) or len(leased) == 1:
        return False
    first = deliveries[0]
    lease = {"state": State.LEASED, "lease_until": first.lease_until}
    try:
        with transaction.atomic():
            for delivery in deliveries:
                _react(delivery)
            first.state, first.last_error = State.DONE, ""
            if update_alike(deliveries, ("state", "last_error"), lease) != len(deliveries):
                raise LeaseLost
    except Exception:  # noqa: BLE001  which of them it was shows when each is tried on its own
        first.state = State.LEASED
        return False
    return True


def _carry_out(delivery: Delivery, is_counted: bool) -> bool:
    if not (is_counted and _is_fresh(delivery)) and not _begin(delivery, is_counted):
        return False
    try:
        with transaction.atomic():
            _react(delivery)
            delivery.state, delivery.last_error = State.DONE, ""
            if not _hold(delivery, "state", "last_error"):
                raise LeaseLost
    except LeaseLost:
        return False
    except Hopeless as error:
        _park(delivery, error)
    except Exception as error:  # noqa: BLE001  one bad reaction must not stop the others
        _put_off(delivery, error)
    return True


@transaction.atomic
def _begin(delivery: Delivery, is_counted: bool) -> bool:
    """Count the try before it is made, for it may kill the worker; renew the lease."""
    old, delivery.lease_until = delivery.lease_until, timezone.now() + LEASE
    delivery.attempts += not is_counted
    return _hold(delivery, "attempts", "lease_until", until=old)


def _react(delivery: Delivery) -> None:
    known = subscription(delivery.reaction)
    if known is None:
        raise Hopeless(NO_SUCH % delivery.reaction)
    if delivery.attempts > MAX_ATTEMPTS:
        raise Hopeless("its worker died at every try")
    with coming_from(f"reaction:{delivery.reaction}"):
        said: Any = vars(delivery)["said"]  # by ``_mine``
        known.function(known.event.model_validate(said))


@transaction.atomic
def _put_off(delivery: Delivery, error: Exception) -> None:
    if delivery.attempts >= MAX_ATTEMPTS:
        _park(delivery, error)
        return
    delivery.state, delivery.last_error = State.WAITING, _in_words(error)
    delivery.next_try_at = timezone.now() + pause_after(delivery.attempts)
    _hold(delivery, "state", "next_try_at", "last_error")


@transaction.atomic
def _park(delivery: Delivery, error: Exception) -> None:
    delivery.state, delivery.last_error = State.PARKED, _in_words(error)
    _hold(delivery, "state", "last_error")


def _in_words(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:500]
