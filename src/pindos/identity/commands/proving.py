"""Proving who one is: a code of the app, a passkey, a code on paper, or the password again."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pindos.identity import passkeys
from pindos.identity.commands.by_directory import is_directory_password
from pindos.identity.commands.sessions import note_signed_in
from pindos.identity.commands.throttle import NotSignedIn, clear, take_turn
from pindos.identity.events import FactorFailed, FactorUsed, IdentityConfirmed
from pindos.identity.models import Account, Attempt, Factor, RecoveryCode
from pindos.identity.queries import own_account, unit_of_account, viewer_for
from pindos.identity.rules import code_digest, plain_code
from pindos.identity.terms import FactorKind, Proof, Purpose
from pindos.identity.totp import step_of
from pindos.kernel.access import Viewer
from pindos.kernel.cipher import opened
from pindos.kernel.errors import NotFound
from pindos.kernel.events import emit

TOTP_SECRET = "identity authenticator app"
NO_CODE = _("This code is not right, or has been used. Take the one that the app shows now.")
NO_PASSKEY = _("This passkey is not one of this account. Use another one, or your password.")


def prove_code(*, viewer: Viewer, account_id: int, code: str, purpose: str) -> str:
    """Prove an account with a code of its app or with a recovery code; return which it was.

    Refuses a wrong code and one that was used, throttled like passwords. The account is one that
    has passed the step before: its password, or its session.
    """
    account = _account(account_id)
    attempt = take_turn(f"factor:{account.pk}")
    typed = plain_code(code)
    with transaction.atomic():
        proof = _used_app(account, typed) or _used_recovery(account, typed)
        if proof:
            _note_use(account, proof, purpose, attempt)
            return proof
    _note_failure(account, purpose)
    raise NotSignedIn(NO_CODE)


def prove_passkey(
    *,
    viewer: Viewer,
    host: str,
    state: dict[str, Any],
    answer: Any,
    purpose: str,
    account_id: int | None = None,
) -> Account:
    """The account that a passkey belongs to; of an unknown or wrong one NotSignedIn.

    With ``account_id`` it must be that account's. A passkey is unlocked by its owner, so it is
    both factors at once.
    """
    try:
        handle = passkeys.handle_in(answer)
    except passkeys.NotBelieved:
        raise NotSignedIn(NO_PASSKEY) from None
    factor = _passkey(handle, account_id)
    attempt = take_turn(f"passkey:{handle}")
    if factor is None:
        raise NotSignedIn(NO_PASSKEY)
    account = factor.account
    try:
        uses = passkeys.shown(
            host, state, answer, passkeys.Key(handle, factor.secret, factor.uses)
        )
    except passkeys.NotBelieved:
        _note_failure(account, purpose)
        raise NotSignedIn(NO_PASSKEY) from None
    if not viewer_for(account).is_known:
        raise NotSignedIn(_("This account is closed. Ask your administrator to open it."))
    with transaction.atomic():
        Factor.objects.filter(pk=factor.pk).update(uses=uses, last_used_at=timezone.now())
        _note_use(account, Proof.PASSKEY, purpose, attempt)
    return account


def confirm_password(*, viewer: Viewer, password: str) -> Account:
    """Whoever sits there says the password again; throttled like a sign-in."""
    account = own_account(viewer)
    attempt = take_turn(account.username)
    is_right = account.check_password(password) or is_directory_password(account, password)
    if not is_right:
        _note_failure(account, Purpose.CONFIRM)
        raise NotSignedIn(_("This is not your present password."))
    with transaction.atomic():
        clear(attempt)
        event = IdentityConfirmed(account_id=account.pk)
        emit(event, about=account, unit_id=unit_of_account(account), by=viewer)
    return account


def _passkey(handle: str, account_id: int | None) -> Factor | None:
    found = Factor.objects.filter(handle=handle, kind=FactorKind.PASSKEY)
    if account_id is not None:
        found = found.filter(account=account_id)
    return found.select_related("account").first()


def _account(account_id: int) -> Account:
    account = Account.objects.filter(pk=account_id, is_active=True).first()
    if account is None or not viewer_for(account).is_known:
        raise NotFound
    return account


def _used_app(account: Account, code: str) -> str:
    """Whether it is the app's code of now; each half minute counts once."""
    now = timezone.now()
    for factor in account.factors.select_for_update().filter(kind=FactorKind.TOTP):
        step = step_of(opened(factor.secret, purpose=TOTP_SECRET), code, now)
        if step and step > factor.last_step:
            factor.last_step, factor.last_used_at = step, now
            factor.save(update_fields=["last_step", "last_used_at"])
            return Proof.TOTP
    return ""


def _used_recovery(account: Account, code: str) -> str:
    unused = account.recovery_codes.select_for_update().filter(used_at=None)
    found = unused.filter(digest=code_digest(code)).first()
    if found is None:
        return ""
    found.used_at = timezone.now()
    found.save(update_fields=["used_at"])
    return Proof.RECOVERY


def _note_use(account: Account, proof: str, purpose: str, attempt: Attempt) -> None:
    clear(attempt)
    codes = RecoveryCode.objects.filter(account=account, used_at=None).count()
    left = codes if proof == Proof.RECOVERY else None
    event = FactorUsed(
        account_id=account.pk, kind=str(proof), purpose=str(purpose), codes_left=left
    )
    by = Viewer(account_id=account.pk, person_id=account.person_id)
    emit(event, about=account, unit_id=unit_of_account(account), by=by)
    if purpose == Purpose.SIGN_IN:
        note_signed_in(account)


@transaction.atomic
def _note_failure(account: Account, purpose: str) -> None:
    event = FactorFailed(account_id=account.pk, purpose=str(purpose))
    emit(event, about=account, unit_id=unit_of_account(account))
