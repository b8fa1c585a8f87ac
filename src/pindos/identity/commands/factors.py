"""Second factors: added and removed by their owner, reset by an administrator."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pindos.identity import passkeys
from pindos.identity.commands.accounts import end_sittings, say
from pindos.identity.commands.proving import TOTP_SECRET
from pindos.identity.events import (
    AccountEvent,
    FactorAdded,
    FactorRemoved,
    FactorReset,
    RecoveryCodesMade,
    SignInPolicyChanged,
)
from pindos.identity.models import Account, Factor, RecoveryCode, SignInPolicy
from pindos.identity.queries import (
    factors_for,
    needs_factor,
    own_account,
    policy_unit_of,
    ruled_account,
    sign_in_policy,
    unit_of_account,
)
from pindos.identity.rules import code_digest, plain_code, recovery_code
from pindos.identity.terms import (
    FACTOR_NAME_LENGTH,
    LONGEST_GRACE,
    RECOVERY_CODES,
    FactorKind,
)
from pindos.identity.totp import step_of
from pindos.kernel.access import Viewer
from pindos.kernel.cipher import sealed
from pindos.kernel.errors import Invalid, NotFound, Refused
from pindos.kernel.events import NO_CHANGES, Changes, emit
from pindos.kernel.text import clean
from pindos.organisation.terms import Role

MOST = 10  # second factors of one account


@transaction.atomic
def add_app(*, viewer: Viewer, name: str, secret: str, code: str) -> Factor:
    """Add an authenticator app to one's own account; its code proves that it has the secret."""
    account = own_account(viewer)
    step = step_of(secret, plain_code(code), timezone.now())
    if step is None:
        words = _("This is not the code that belongs to the picture. Is the phone's clock right?")
        raise Invalid({"code": words})
    factor = Factor(
        kind=FactorKind.TOTP, secret=sealed(secret, purpose=TOTP_SECRET), last_step=step
    )
    return _added(viewer, account, factor, name)


@transaction.atomic
def add_passkey(
    *, viewer: Viewer, name: str, host: str, state: dict[str, Any], answer: Any
) -> Factor:
    """Add a passkey to one's own account; refuses an answer to another question."""
    account = own_account(viewer)
    try:
        key = passkeys.made(host, state, answer)
    except passkeys.NotBelieved:
        raise Invalid({"name": _("The browser made no passkey. Try once more.")}) from None
    if Factor.objects.filter(handle=key.handle).exists():
        raise Invalid({"name": _("This passkey is there already.")})
    factor = Factor(kind=FactorKind.PASSKEY, secret=key.public, handle=key.handle, uses=key.uses)
    return _added(viewer, account, factor, name)


@transaction.atomic
def remove_factor(*, viewer: Viewer, factor_id: int) -> None:
    """Take one of one's own away; refused for the last one of somebody who must have one."""
    account = own_account(viewer)
    factor = factors_for(viewer).filter(pk=factor_id).first()
    if factor is None:
        raise NotFound
    is_last = factors_for(viewer).count() == 1
    if is_last and needs_factor(viewer.posts):
        raise Refused(_("Your positions ask for a second factor. Add another one first."))
    event = FactorRemoved(account_id=account.pk, factor_id=factor.pk, kind=factor.kind)
    changes = {"name": (factor.name, None)}
    factor.delete()
    if is_last:
        account.recovery_codes.all().delete()
    _say(event, account, viewer, changes)


@transaction.atomic
def make_recovery_codes(*, viewer: Viewer) -> list[str]:
    """Ten new codes of one's own, returned now and never again; older ones are worth nothing."""
    account = own_account(viewer)
    if not account.factors.exists():
        raise Refused(_("Recovery codes stand in for a second factor. Add one first."))
    codes = [recovery_code() for _each in range(RECOVERY_CODES)]
    account.recovery_codes.all().delete()
    RecoveryCode.objects.bulk_create(
        RecoveryCode(account=account, digest=code_digest(plain_code(code))) for code in codes
    )
    _say(RecoveryCodesMade(account_id=account.pk, count=len(codes)), account, viewer)
    return codes


@transaction.atomic
def reset_factor(*, viewer: Viewer, username: str) -> Account:
    """Take all second factors of an account away, for who has lost them; its sessions end.

    The person is told, and enrols anew at the next sign-in if their positions ask for it.
    """
    account = ruled_account(viewer, username)
    if account.pk == viewer.account_id:
        raise Refused(_("Look after your own second factor on the page «My account»."))
    count = account.factors.count()
    if not count:
        raise Refused(_("This account has no second factor."))
    account.factors.all().delete()
    account.recovery_codes.all().delete()
    account.asked_for_factor_on = None
    account.round += 1
    account.save(update_fields=["asked_for_factor_on", "round"])
    end_sittings(account)
    event = FactorReset(account_id=account.pk, count=count, round=account.round)
    say(event, account, viewer)
    return account


@transaction.atomic
def set_sign_in_policy(
    *, viewer: Viewer, roles: list[str], grace_days: int, version: int | None = None
) -> SignInPolicy:
    """Say which roles must have a second factor, and how long they may put it off.

    Only for administrators of a whole administration; 409 when somebody else was faster.
    """
    unit_id = policy_unit_of(viewer)
    if unknown := set(roles) - set(Role.values):
        raise Invalid({"roles": _("There is no role %(name)s.") % {"name": min(unknown)}})
    if not 0 <= grace_days <= LONGEST_GRACE:
        raise Invalid({"grace_days": _("Give a number of days from 0 to 60.")})
    SignInPolicy.objects.select_for_update().first()
    policy = sign_in_policy()
    if version is not None and version != policy.version:
        raise Refused(_("Somebody else has changed this meanwhile. Look at it and say it again."))
    before = (policy.roles, policy.grace_days)
    policy.roles = [role for role in Role.values if role in roles]
    policy.grace_days = grace_days
    policy.version += 1
    policy.save()
    changes = {"roles": (before[0], policy.roles), "grace_days": (before[1], grace_days)}
    emit(
        SignInPolicyChanged(version=policy.version),
        about=policy,
        unit_id=unit_id,
        by=viewer,
        capacity=Role.ADMINISTRATOR,
        changes=changes,
    )
    return policy


def _added(viewer: Viewer, account: Account, factor: Factor, name: str) -> Factor:
    """All sessions end with the first one: they came in without it."""
    if account.factors.count() >= MOST:
        raise Refused(_("Ten second factors are enough. Remove one first."))
    factor.account, factor.name = account, _name(name)
    factor.save()
    account.round += 1
    account.save(update_fields=["round"])
    end_sittings(account)
    event = FactorAdded(account_id=account.pk, factor_id=factor.pk, kind=factor.kind)
    _say(event, account, viewer, {"name": (None, factor.name)})
    return factor


def _name(text: str) -> str:
    try:
        name = clean(text)
    except ValidationError as error:
        raise Invalid({"name": error.messages[0]}) from error
    if not name or len(name) > FACTOR_NAME_LENGTH:
        raise Invalid({"name": _("Give it a name of up to 60 characters, such as «my phone».")})
    return name


def _say(
    event: AccountEvent, account: Account, viewer: Viewer, changes: Changes = NO_CHANGES
) -> None:
    emit(event, about=account, unit_id=unit_of_account(account), by=viewer, changes=changes)
