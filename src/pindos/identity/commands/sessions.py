"""Signing in and out: slow for whoever guesses, the same for every name, all of it on record."""

from collections.abc import Callable
from typing import TypeGuard

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pindos.identity.commands.by_directory import account_by_directory
from pindos.identity.commands.throttle import NotSignedIn, clear, take_turn
from pindos.identity.events import (
    AccountEvent,
    PasswordAccepted,
    SignedIn,
    SignedOut,
    SignInFailed,
)
from pindos.identity.models import Account, Attempt
from pindos.identity.queries import (
    directory_in_use,
    has_factor,
    needs_factor,
    unit_of_account,
    viewer_for,
)
from pindos.kernel.access import Viewer
from pindos.kernel.events import emit
from pindos.kernel.text import fold, invisible_in


def sign_in(*, viewer: Viewer, username: str, password: str) -> Account:
    """The account of this name and password, its sign-in on record.

    Refuses a wrong name and a wrong password in the same words and the same time; TooSoon,
    before anything is looked up, when this name or this address has failed too often. A right
    password clears the failures of this name from this address, and no others. Of an account with
    a second factor this is the first step only: ``prove_code`` or ``prove_passkey`` follow.
    """
    attempt = take_turn(username)
    named = _named(username)
    try:
        account = _proved(username, password, named)
    except NotSignedIn:
        _note_failure(attempt, named)
        raise
    if account is None:
        _note_failure(attempt, named)
        raise NotSignedIn(_("The name or the password is not right."))
    if not viewer_for(account).is_known:
        _note_failure(attempt, account)
        raise NotSignedIn(_("This account is closed. Ask your administrator to open it."))
    _note_success(attempt, account)
    return account


@transaction.atomic
def sign_out(*, viewer: Viewer) -> None:
    """Note that somebody has ended their session."""
    account = Account.objects.filter(pk=viewer.account_id or 0).first()
    if account:
        event = SignedOut(account_id=account.pk)
        emit(event, about=account, unit_id=unit_of_account(account), by=viewer)


def note_signed_in(account: Account) -> None:
    """Write down that all steps of a sign-in are done; part of a transaction."""
    viewer = viewer_for(account)
    if account.asked_for_factor_on is None and needs_factor(viewer.posts):
        account.asked_for_factor_on = timezone.localdate()
        account.save(update_fields=["asked_for_factor_on"])
    _say(SignedIn(account_id=account.pk), account)


def _named(username: str) -> Account | None:
    if invisible_in(username):
        return None
    return Account.objects.filter(folded=fold(username)).first()


def _proved(username: str, password: str, named: Account | None) -> Account | None:
    """Whose password it is, here or in the directory, in the order that is set.

    What the directory says against it holds only when no password kept here is right: while it
    is down, administrators still get in.
    """
    ways: list[Callable[[], Account | None]] = [
        lambda: named if _is_right(named, password) else None,
        lambda: account_by_directory(username, password),
    ]
    row = directory_in_use()
    if row and row.order == "directory":
        ways.reverse()
    refusal: NotSignedIn | None = None
    for way in ways:
        try:
            account = way()
        except NotSignedIn as error:
            refusal = error
            continue
        if account:
            return account
    if refusal:
        raise refusal
    return None


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
def _note_success(attempt: Attempt, account: Account) -> None:
    clear(attempt)
    note_password_right(account)


def note_password_right(account: Account) -> None:
    """The first step is done: on record, and the last one too when there is no other."""
    if has_factor(account):
        _say(PasswordAccepted(account_id=account.pk), account)
    else:
        note_signed_in(account)


def _say(event: AccountEvent, account: Account) -> None:
    by = Viewer(account_id=account.pk, person_id=account.person_id)
    emit(event, about=account, unit_id=unit_of_account(account), by=by)
