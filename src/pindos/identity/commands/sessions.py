"""Signing in and out: slow for whoever guesses, the same for every name, all of it on record."""

from datetime import timedelta
from math import ceil
from typing import TypeGuard

from django.contrib.auth.hashers import make_password
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pindos.identity.events import SignedIn, SignedOut, SignInFailed
from pindos.identity.models import Account, Attempt
from pindos.identity.queries import unit_of_account, viewer_for
from pindos.identity.rules import BY_ADDRESS, BY_NAME, Throttle, name_digest, neighbourhood, wait
from pindos.kernel.access import Viewer
from pindos.kernel.errors import Refused
from pindos.kernel.events import emit
from pindos.kernel.origin import origin
from pindos.kernel.text import fold, invisible_in


class TooSoon(Refused):
    """There were too many failures; ``seconds`` is how long to wait (429)."""

    status = 429

    def __init__(self, pause: timedelta) -> None:
        self.seconds = ceil(pause.total_seconds())
        super().__init__(
            _("There were too many failed tries. Try again in %(time)s.") % {"time": _said(pause)}
        )


class NotSignedIn(Refused):
    """The name or the password is wrong, or the account is closed."""

    status = 422


def sign_in(*, viewer: Viewer, username: str, password: str) -> Account:
    """The account of this name and password, its sign-in on record.

    Refuses a wrong name and a wrong password in the same words and the same time; TooSoon,
    before anything is looked up, when this name or this address has failed too often. A right
    password clears the failures of this name from this address, and no others.
    """
    name, address = name_digest(username), neighbourhood(origin().address)
    attempt = _take_turn(name, address)
    account = _named(username)
    if not _is_right(account, password):
        _note_failure(attempt, account)
        raise NotSignedIn(_("The name or the password is not right."))
    if not viewer_for(account).is_known:
        _note_failure(attempt, account)
        raise NotSignedIn(_("This account is closed. Ask your administrator to open it."))
    _note_success(name, address, account)
    return account


@transaction.atomic
def sign_out(*, viewer: Viewer) -> None:
    """Note that somebody has ended their session."""
    account = Account.objects.filter(pk=viewer.account_id or 0).first()
    if account:
        event = SignedOut(account_id=account.pk)
        emit(event, about=account, unit_id=unit_of_account(account), by=viewer)


@transaction.atomic
def forget_attempts() -> int:
    """Forget failures that slow nobody down any more; return how many."""
    oldest = timezone.now() - max(BY_NAME.window, BY_ADDRESS.window)
    return Attempt.objects.filter(at__lte=oldest).delete()[0]


@transaction.atomic
def _take_turn(name: str, address: str) -> Attempt:
    """Count the try as failed before it is made, so that many at once are not free."""
    _one_at_a_time(name, address)
    pause = max(_pause("name", name, BY_NAME), _pause("address", address, BY_ADDRESS))
    if pause:
        raise TooSoon(pause)
    return Attempt.objects.create(name=name, address=address)


def _pause(field: str, value: str, throttle: Throttle) -> timedelta:
    now = timezone.now()
    recent = Attempt.objects.filter(**{field: value, "at__gt": now - throttle.window})
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


def _named(username: str) -> Account | None:
    if invisible_in(username):
        return None
    return Account.objects.filter(folded=fold(username)).first()


def _is_right(account: Account | None, password: str) -> TypeGuard[Account]:
    """Whether the password is right; for an unknown name the same work is done for nothing."""
    if account is None:
        make_password(password)
        return False
    return account.check_password(password)


@transaction.atomic
def _note_failure(attempt: Attempt, account: Account | None) -> None:
    event = SignInFailed(account_id=account.pk if account else None)
    unit_id = unit_of_account(account) if account else None
    emit(event, about=account or attempt, unit_id=unit_id)


@transaction.atomic
def _note_success(name: str, address: str, account: Account) -> None:
    Attempt.objects.filter(name=name, address=address).delete()
    event = SignedIn(account_id=account.pk)
    by = Viewer(account_id=account.pk, person_id=account.person_id)
    emit(event, about=account, unit_id=unit_of_account(account), by=by)


def _said(pause: timedelta) -> str:
    seconds = ceil(pause.total_seconds())
    if seconds <= 90:
        return ngettext("%(n)s second", "%(n)s seconds", seconds) % {"n": seconds}
    minutes = ceil(seconds / 60)
    return ngettext("%(n)s minute", "%(n)s minutes", minutes) % {"n": minutes}
