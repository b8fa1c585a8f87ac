"""Accounts whose password is somebody else's: linked at the first sign-in, shut with it."""

from typing import NamedTuple

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pindos.identity.commands.accounts import make_account, reopen, shut
from pindos.identity.commands.throttle import NotSignedIn
from pindos.identity.events import OutsideLinked
from pindos.identity.models import Account, OutsideSignIn
from pindos.identity.queries import account_ids_of, barred_among, unit_of_account, viewer_for
from pindos.identity.rules import fault_of_username
from pindos.identity.terms import Source
from pindos.kernel.access import HOUSE
from pindos.kernel.errors import Refused
from pindos.kernel.events import emit
from pindos.kernel.text import fold
from pindos.organisation.commands import add_person, appoint_person
from pindos.organisation.queries import people_of_address, positions_of
from pindos.organisation.terms import Role

RULING = (Role.ADMINISTRATOR, Role.AUDITOR, Role.DIRECTOR)


class Claim(NamedTuple):
    """Who somebody is elsewhere; ``email`` only when it is known to be theirs."""

    source: str
    subject: str
    login: str
    email: str


class Newcomer(NamedTuple):
    """Whom an administrator's tables give a unit and a role, though nobody has entered them."""

    given_name: str
    family_name: str
    unit: str
    role: str


@transaction.atomic
def account_of(
    claim: Claim, *, is_name_enough: bool = True, newcomer: Newcomer | None = None
) -> Account:
    """The account of somebody who has proved elsewhere who they are; linked the first time.

    It is the one that was linked before, else that of the one person with this e-mail address,
    else the one of this name, unless it rules others
    or names are not enough. A ``newcomer`` is entered, if nobody has their address. Refuses
    whoever else is not known here: a sign-in elsewhere gives no rights.
    """
    known = OutsideSignIn.objects.filter(source=claim.source, subject=claim.subject)
    row = known.select_related("account__person").first()
    if row:
        return row.account
    account = _by_address(claim) or (_by_name(claim) if is_name_enough else None)
    if account is None and newcomer and _may_enter(claim):
        account = _entered(claim, newcomer)
    if account is None:
        raise NotSignedIn(
            _(
                "%(who)s knows you, but you are not entered in Pindos yet. Tell your"
                " administrator: %(login)s."
            )
            % {"who": _name_of(claim.source), "login": claim.login or claim.email}
        )
    return _link(account, claim)


def _may_enter(claim: Claim) -> bool:
    """Whether nobody has their address, and nobody of theirs was pseudonymised here."""
    is_new = bool(claim.email) and not people_of_address(claim.email)
    return is_new and not barred_among([claim])


def _entered(claim: Claim, newcomer: Newcomer) -> Account:
    """A person with a position from today and an account, by the administrator's tables."""
    try:
        person = add_person(
            viewer=HOUSE,
            key=claim.login or claim.email,
            given_name=newcomer.given_name,
            family_name=newcomer.family_name,
            email=claim.email,
        )
        appoint_person(viewer=HOUSE, person_id=person.pk, unit=newcomer.unit, role=newcomer.role)
    except Refused as refusal:
        raise NotSignedIn(
            _("You could not be entered: %(why)s Tell your administrator.") % {"why": refusal}
        ) from refusal
    return make_account(viewer=HOUSE, username=_free_name(claim), person_id=person.pk)


def shut_by_source(account: Account, source: str, reason: str) -> None:
    """End the access of whoever is gone or disabled there; part of a transaction."""
    row = account.outside.filter(source=source).first()
    if row is None or not account.is_active:
        return
    row.shut_at = timezone.now()
    row.save(update_fields=["shut_at"])
    shut(account, HOUSE, reason)


def reopen_by_source(account: Account, source: str) -> None:
    """Let whoever is there again sign in again, if it was shut for that reason alone."""
    row = account.outside.filter(source=source, shut_at__isnull=False).first()
    if row is None or account.is_active:
        return
    row.shut_at = None
    row.save(update_fields=["shut_at"])
    reopen(account, HOUSE)


def _by_address(claim: Claim) -> Account | None:
    """The account of the one person with this address; made now if they have none."""
    people = people_of_address(claim.email) if claim.email else []
    if len(people) != 1:
        return None
    accounts = Account.objects.filter(person=people[0].id).select_related("person")
    if accounts:
        return accounts[0] if len(accounts) == 1 else _same_name(accounts, claim.login)
    username = _free_name(claim)
    return make_account(viewer=HOUSE, username=username, person_id=people[0].id)


def _free_name(claim: Claim) -> str:
    """The name elsewhere, if it will do here and is nobody's; else the e-mail address."""
    for name in (claim.login, claim.email.partition("@")[0]):
        if not fault_of_username(name) and not account_ids_of(username=name):
            return name
    return claim.email


def _same_name(accounts: object, login: str) -> Account | None:
    found = [each for each in accounts if each.folded == fold(login)]  # type: ignore[attr-defined]
    return found[0] if found else None


def _by_name(claim: Claim) -> Account | None:
    """The account of this name, if it rules nobody and its person has no other address."""
    found = Account.objects.filter(folded=fold(claim.login), person__isnull=False)
    account = found.select_related("person").first() if claim.login else None
    if account is None or account.person is None or account.person.email:
        return None
    held = positions_of([account.person_id] if account.person_id else [])
    return None if any(each.role in RULING for each in held) else account


def _link(account: Account, claim: Claim) -> Account:
    if account.outside.filter(source=claim.source).exists():
        raise NotSignedIn(
            _("Your account belongs to somebody else there. Tell your administrator: %(login)s.")
            % {"login": claim.login or claim.email}
        )
    OutsideSignIn.objects.create(
        account=account, source=claim.source, subject=claim.subject, login=claim.login[:200]
    )
    if not viewer_for(account).holds(Role.ADMINISTRATOR):
        account.set_unusable_password()
        account.must_change_password = False
        account.save(update_fields=["password", "must_change_password"])
    event = OutsideLinked(account_id=account.pk, source=claim.source)
    emit(event, about=account, unit_id=unit_of_account(account), by=HOUSE)
    return account


def _name_of(source: str) -> str:
    return str(Source(source).label).capitalize()
