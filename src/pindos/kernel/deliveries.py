"""Carrying events to reactions: at least once, each on its own, by any number of workers.

A worker leases rows, so that its death only delays them. A reaction and the note that it is
done commit together, so what it wrote to the database is there exactly once.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from pindos.kernel.events import reactions, subscription
from pindos.kernel.jobs import every
from pindos.kernel.leases import is_over
from pindos.kernel.limits import DELIVERY_DAYS
from pindos.kernel.models import Delivery
from pindos.kernel.origin import coming_from
from pindos.kernel.pulse import living
from pindos.kernel.release import release

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
    """Carry out one batch of what is due; return how many were tried."""
    return sum(_carry_out(delivery) for delivery in _lease(size))


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


def _lease(size: int) -> list[Delivery]:
    """Take what is due for a while, passing by what another worker is taking.

    SQLite has no row locks: there the write lock and the condition of the UPDATE do the same.
    """
    now = timezone.now()
    until = now + LEASE
    with transaction.atomic():
        due = _due(now).select_for_update(skip_locked=True).order_by("next_try_at", "id")
        ids = [delivery.pk for delivery in due[:size]]
        _due(now).filter(pk__in=ids).update(state=State.LEASED, lease_until=until)
    mine = Delivery.objects.filter(pk__in=ids, state=State.LEASED, lease_until=until)
    return list(mine.select_related("event").order_by("id"))


def _held(delivery: Delivery) -> QuerySet[Delivery]:
    """The row, as long as the lease on it is this worker's: every lease ends at its own time."""
    return Delivery.objects.filter(
        pk=delivery.pk, state=State.LEASED, lease_until=delivery.lease_until
    )


def _carry_out(delivery: Delivery) -> bool:
    if not _begin(delivery):
        return False
    try:
        with transaction.atomic():
            _react(delivery)
            if not _held(delivery).update(state=State.DONE, last_error=""):
                raise LeaseLost
    except LeaseLost:
        return False
    except Hopeless as error:
        _park(delivery, error)
    except Exception as error:  # noqa: BLE001  one bad reaction must not stop the others
        _put_off(delivery, error)
    return True


@transaction.atomic
def _begin(delivery: Delivery) -> bool:
    """Count the try before it is made, for it may kill the worker; renew the lease."""
    until = timezone.now() + LEASE
    if not _held(delivery).update(attempts=F("attempts") + 1, lease_until=until):
        return False
    delivery.attempts += 1
    delivery.lease_until = until
    return True


def _react(delivery: Delivery) -> None:
    known = subscription(delivery.reaction)
    if known is None:
        raise Hopeless(NO_SUCH % delivery.reaction)
    if delivery.attempts > MAX_ATTEMPTS:
        raise Hopeless("its worker died at every try")
    with coming_from(f"reaction:{delivery.reaction}"):
        known.function(known.event.model_validate(delivery.event.payload))


@transaction.atomic
def _put_off(delivery: Delivery, error: Exception) -> None:
    if delivery.attempts >= MAX_ATTEMPTS:
        _park(delivery, error)
        return
    next_try_at = timezone.now() + pause_after(delivery.attempts)
    _held(delivery).update(
        state=State.WAITING, next_try_at=next_try_at, last_error=_in_words(error)
    )


@transaction.atomic
def _park(delivery: Delivery, error: Exception) -> None:
    _held(delivery).update(state=State.PARKED, last_error=_in_words(error))


def _in_words(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:500]
