"""What administrators do with accounts."""

from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pindos.identity.commands.links import revoke_links
from pindos.identity.commands.passwords import checked_password, refuse_elsewhere
from pindos.identity.commands.throttle import clear_name
from pindos.identity.events import (
    AccountActivated,
    AccountCreated,
    AccountDeactivated,
    AccountEvent,
    PasswordChanged,
)
from pindos.identity.models import Account
from pindos.identity.options import LANGUAGE
from pindos.identity.queries import ruled_account, rules_person, unit_of_account
from pindos.identity.rules import fault_of_username, readable_password
from pindos.identity.terms import REASON_LENGTH
from pindos.kernel.access import HOUSE, Viewer
from pindos.kernel.errors import Invalid, NotFound, Refused
from pindos.kernel.events import NO_CHANGES, Changes, emit
from pindos.kernel.text import clean, fold
from pindos.organisation.terms import Role


@transaction.atomic
def create_account(
    *,
    viewer: Viewer,
    username: str,
    person_id: int | None = None,
    password: str | None = None,
    is_one_time: bool = False,
) -> Account:
    """A new account for a person (a machine's has none).

    Without a password nobody can sign in with one; a one-time password must be changed at the
    first sign-in. Refuses a name that is taken or unfit, and people the viewer does not rule.
    """
    if not rules_person(viewer, person_id):
        raise NotFound
    return make_account(
        viewer=viewer,
        username=username,
        person_id=person_id,
        password=password,
        is_one_time=is_one_time,
    )


def make_account(
    *,
    viewer: Viewer,
    username: str,
    person_id: int | None = None,
    password: str | None = None,
    is_one_time: bool = False,
) -> Account:
    """The same, for a command that has asked for the right itself; part of its transaction."""
    name = _free_name(username)
    account = Account(
        username=name,
        person_id=person_id,
        must_change_password=is_one_time,
        language=LANGUAGE.now(),
    )
    account.set_password(checked_password(password, account) if password else None)
    account.save()
    event = AccountCreated(account_id=account.pk, person_id=person_id)
    say(event, account, viewer, {"username": (None, name), "person_id": (None, person_id)})
    return account


@transaction.atomic
def deactivate_account(*, viewer: Viewer, username: str, reason: str) -> Account:
    """End an account's sessions, revoke its tokens and let nobody sign in with it."""
    account = ruled_account(viewer, username)
    said = _reason(reason)
    if account.pk == viewer.account_id:
        raise Refused(_("You cannot deactivate your own account. Ask another administrator."))
    if not account.is_active:
        raise Refused(_("The account is already deactivated."))
    shut(account, viewer, said)
    return account


def shut(account: Account, viewer: Viewer, reason: str) -> None:
    """The same, for a command that has asked for the right itself; part of its transaction."""
    account.is_active = False
    account.round += 1
    account.save(update_fields=["is_active", "round"])
    account.tokens.filter(revoked_at=None).update(revoked_at=timezone.now())
    end_sittings(account)
    revoke_links(account)
    event = AccountDeactivated(account_id=account.pk, reason=reason)
    say(event, account, viewer, {"is_active": (True, False)})


@transaction.atomic
def activate_account(*, viewer: Viewer, username: str) -> Account:
    """Let a deactivated account sign in again; its tokens stay revoked."""
    account = ruled_account(viewer, username)
    if account.is_active:
        raise Refused(_("The account is active already."))
    reopen(account, viewer)
    return account


def reopen(account: Account, viewer: Viewer) -> None:
    """The same, for a command that has asked for the right itself; part of its transaction."""
    account.is_active = True
    account.save(update_fields=["is_active"])
    say(AccountActivated(account_id=account.pk), account, viewer, {"is_active": (False, True)})


@transaction.atomic
def reset_password(*, viewer: Viewer, username: str) -> str:
    """Give an account a one-time password and return it; its sessions end, its pauses too."""
    account = ruled_account(viewer, username)
    if account.pk == viewer.account_id:
        raise Refused(_("Change your own password on the page «My account»."))
    refuse_elsewhere(account)
    password = readable_password()
    account.set_password(password)
    account.must_change_password = True
    account.save(update_fields=["password", "must_change_password"])
    clear_name(account.username)
    end_sittings(account)
    revoke_links(account)
    say(PasswordChanged(account_id=account.pk, is_one_time=True), account, viewer)
    return password


def end_sittings(account: Account) -> int:
    """End every session of an account; part of what gave the reason. Return how many."""
    keys = list(account.sittings.values_list("key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    account.sittings.all().delete()
    return len(keys)


def _free_name(username: str) -> str:
    try:
        name = clean(username)
    except ValidationError as error:
        raise Invalid({"username": error.messages[0]}) from error
    if fault := fault_of_username(name):
        raise Invalid({"username": fault})
    if Account.objects.filter(folded=fold(name)).exists():
        raise Invalid({"username": _("Another account has this name. Choose a different one.")})
    return name


def _reason(text: str) -> str:
    try:
        said = clean(text)
    except ValidationError as error:
        raise Invalid({"reason": error.messages[0]}) from error
    if not said:
        raise Invalid({"reason": _("Say why.")})
    if len(said) > REASON_LENGTH:
        raise Invalid({"reason": _("Use up to 500 characters.")})
    return said


def say(
    event: AccountEvent, account: Account, viewer: Viewer, changes: Changes = NO_CHANGES
) -> None:
    """Put on record what was done to an account by whoever rules it; part of a transaction."""
    capacity = "" if viewer is HOUSE else str(Role.ADMINISTRATOR)
    unit_id = unit_of_account(account)
    emit(event, about=account, unit_id=unit_id, by=viewer, capacity=capacity, changes=changes)
