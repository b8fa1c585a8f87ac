"""Slow for whoever guesses: failures are rows, the same for every process and after a restart."""

from datetime import timedelta
from math import ceil

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pindos.identity.models import Attempt
from pindos.identity.rules import (
    BY_ADDRESS,
    BY_NAME,
    SIGN_INS,
    Limits,
    Throttle,
    name_digest,
    neighbourhood,
    wait,
)
from pindos.kernel.errors import Refused
from pindos.kernel.leases import SLACK
from pindos.kernel.origin import origin


class TooSoon(Refused):
    """There were too many failures; ``seconds`` is how long to wait (429)."""

    status = 429

    def __init__(self, pause: timedelta) -> None:
        self.seconds = ceil(pause.total_seconds())
        super().__init__(
            _("There were too many failed tries. Try again in %(time)s.") % {"time": _said(pause)}
        )


class NotSignedIn(Refused):
    """The proof is wrong, or the account is closed."""

    status = 422


@transaction.atomic
def take_turn(secret_of: str, limits: Limits = SIGN_INS) -> Attempt:
    """Count the try as failed before it is made, so that many at once are not free.

    ``secret_of`` says whose secret is guessed at; TooSoon when it, or the address, has failed too
    often. What is counted for other ``limits`` is counted apart.
    """
    name = name_digest(f"{limits.mark}{secret_of}")
    address = f"{limits.mark}{neighbourhood(origin().address)}"
    _one_at_a_time(name, address)
    by_name, by_address = limits.by_name, limits.by_address
    pause = max(_pause("name", name, by_name), _pause("address", address, by_address))
    if pause:
        raise TooSoon(pause)
    return Attempt.objects.create(name=name, address=address)


def clear_name(username: str) -> None:
    """Whoever has shown otherwise that the account is theirs waits for no failures before."""
    Attempt.objects.filter(name=name_digest(username)).delete()


def clear(attempt: Attempt) -> None:
    """A right proof forgets the failures of this name from this address, and no others."""
    Attempt.objects.filter(name=attempt.name, address=attempt.address).delete()


@transaction.atomic
def forget_attempts() -> int:
    """Forget failures that slow nobody down any more; return how many."""
    oldest = timezone.now() - max(BY_NAME.window, BY_ADDRESS.window)
    return Attempt.objects.filter(at__lte=oldest).delete()[0]


def _pause(field: str, value: str, throttle: Throttle) -> timedelta:
    """What was counted by a clock that was ahead is left out, or it would bar for that long."""
    now = timezone.now()
    window = {"at__gt": now - throttle.window, "at__lte": now + SLACK}
    recent = Attempt.objects.filter(**{field: value}, **window)
    return wait(recent.values_list("at", flat=True), now, throttle)


def _one_at_a_time(*keys: str) -> None:
    """Others who try the same name or from the same address wait here until the count is kept.

    On SQLite the transaction already holds the write lock.
    """
    if connection.vendor == "postgresql":
        locks = sorted(int(name_digest(f"lock:{key}")[:15], 16) for key in keys)
        with connection.cursor() as cursor:
            for lock in locks:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [lock])


def _said(pause: timedelta) -> str:
    seconds = ceil(pause.total_seconds())
    if seconds <= 90:
        return ngettext("%(n)s second", "%(n)s seconds", seconds) % {"n": seconds}
    minutes = ceil(seconds / 60)
    return ngettext("%(n)s minute", "%(n)s minutes", minutes) % {"n": minutes}
