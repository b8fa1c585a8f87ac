"""Signing in by an OpenID provider; setting it, and trying whether it answers."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pindos.identity.commands.outside import Claim, Newcomer, account_of
from pindos.identity.commands.outside_settings import (
    Said,
    Shape,
    the_row,
    write_settings,
    wrong_tables,
)
from pindos.identity.commands.sessions import note_signed_in
from pindos.identity.commands.throttle import NotSignedIn
from pindos.identity.directory import Step
from pindos.identity.events import PasswordAccepted, ProviderChanged, ProviderTried
from pindos.identity.models import Account, Provider
from pindos.identity.openid import (
    Failed,
    begun,
    discovered,
    keys_of,
    leave_at,
    leaving,
    shown_by,
)
from pindos.identity.queries import (
    client_of,
    has_factor,
    has_outside_factor,
    policy_unit_of,
    provider_in_use,
    role_of_claims,
    said_by,
    the_provider,
    unit_of_account,
    unit_of_claims,
    viewer_for,
)
from pindos.identity.queries.provider import PURPOSE
from pindos.identity.terms import Source
from pindos.kernel.access import Viewer
from pindos.kernel.cipher import opened, sealed
from pindos.kernel.errors import Invalid, NotFound, Refused, Words
from pindos.kernel.events import emit
from pindos.kernel.oauth import Asked, is_safe
from pindos.kernel.versions import NOTHING_SEEN, Seen
from pindos.organisation.terms import Role

SHOWN = (
    "issuer",
    "client_id",
    "scopes",
    "login_claim",
    "email_claim",
    "given_name_claim",
    "family_name_claim",
    "unit_claim",
    "groups_claim",
    "units",
    "roles",
    "button",
    "factors",
    "is_on",
    "signs_out",
)
SHAPE = Shape(SHOWN, "secret", PURPOSE)
TOKEN = "identity openid token"  # what the token of a session is sealed for  # noqa: S105
NOT_TEXT = ("secret", "version", "touched", "factors", "units", "roles")


class Came(NamedTuple):
    """Who came back from the provider, and whether a second factor was seen there.

    ``kept`` is what the session must hold so that whoever came can sign out there, too.
    """

    account: Account
    has_factor: bool
    kept: dict[str, Any]


def ask_provider(*, viewer: Viewer, back: str) -> Asked:
    """Begin a sign-in: where the browser goes. NotFound when nobody signs in so."""
    row = provider_in_use()
    if row is None:
        raise NotFound
    return begun(client_of(row), back)


def sign_in_by_provider(*, viewer: Viewer, code: str, state: Mapping[str, str]) -> Came:
    """The account of whoever came back with this code; linked the first time.

    Only an e-mail address that the provider calls verified finds somebody. Whoever is not known
    here is entered, if the tables give a unit and a role, else refused; so is whose account is
    closed. The network is used before the transaction.
    """
    row = provider_in_use()
    if row is None:
        raise NotFound
    claims, token = shown_by(client_of(row), code, state)
    is_verified = claims.get("email_verified") is True
    claim = Claim(
        str(Source.OPENID),
        f"{claims['iss']}#{claims['sub']}"[:500],
        said_by(claims, row.login_claim)[:150],
        said_by(claims, row.email_claim) if is_verified else "",
    )
    is_enough = has_outside_factor(row, claims)
    with transaction.atomic():
        account = account_of(claim, is_name_enough=False, newcomer=_newcomer(row, claims))
        if not viewer_for(account).is_known:
            raise NotSignedIn(_("This account is closed. Ask your administrator to open it."))
        if is_enough or not has_factor(account):
            note_signed_in(account)
        else:
            by = Viewer(account_id=account.pk, person_id=account.person_id)
            event = PasswordAccepted(account_id=account.pk)
            emit(event, about=account, unit_id=unit_of_account(account), by=by)
    return Came(account, is_enough, _kept(row, account, token))


def leave_provider(*, viewer: Viewer, kept: Mapping[str, Any], back: str) -> Asked | None:
    """Where whoever came by the provider signs out there; None when they stay signed in there.

    ``kept`` is what the session held. Asks the provider anew where that is; Failed while it is
    away. For whoever has signed out here: nothing here waits for it.
    """
    row = provider_in_use()
    if row is None or not row.signs_out or viewer.account_id is None:
        return None
    if (kept.get("account"), kept.get("issuer")) != (viewer.account_id, row.issuer):
        return None
    token = opened(str(kept.get("token", "")), purpose=TOKEN)
    return leaving(row.issuer, row.client_id, token, back)


def _kept(row: Provider, account: Account, token: str) -> dict[str, Any]:
    """The token, sealed, and whose it is; nothing unless people sign out there, too."""
    if not row.signs_out:
        return {}
    said = sealed(token, purpose=TOKEN)
    return {"account": account.pk, "issuer": row.issuer, "token": said}


def _newcomer(row: Provider, claims: Mapping[str, Any]) -> Newcomer | None:
    """Whom the tables give a unit and a role; nobody without a family name."""
    unit, role = unit_of_claims(row, claims), role_of_claims(row, claims)
    family_name = said_by(claims, row.family_name_claim)
    if not (unit and role and family_name):
        return None
    return Newcomer(said_by(claims, row.given_name_claim), family_name, unit, role)


@transaction.atomic
def set_provider(
    *,
    viewer: Viewer,
    values: Mapping[str, Any],
    secret: str | None = None,
    version: int | None = None,
    seen: Seen = NOTHING_SEEN,
) -> Provider:
    """Change how people sign in by OpenID; ``secret=None`` keeps the present one.

    Only for administrators of a whole administration. Refuses an issuer without https (422) and
    a field that somebody else has changed meanwhile (409, Clash).
    """
    unit_id = policy_unit_of(viewer)
    row = the_row(Provider)
    said = Said(values, secret, version, seen)
    changes = write_settings(row, said, SHAPE, _refuse_faults)
    event = ProviderChanged(provider_id=row.pk)
    emit(
        event, about=row, unit_id=unit_id, by=viewer, capacity=Role.ADMINISTRATOR, changes=changes
    )
    return row


def try_provider(*, viewer: Viewer) -> list[Step]:
    """Ask the provider for its particulars and keys, step by step; noted in the audit."""
    unit_id = policy_unit_of(viewer)
    row = the_provider()
    if row is None:
        raise Refused(_("No provider is set. Fill in the form and save it first."))
    steps: list[Step] = []
    label = _("Particulars of the provider")
    try:
        found = discovered(row.issuer)
        steps.append(Step(label, is_good=True, words=str(found["authorization_endpoint"])))
        label = _("Its keys")
        count = len(keys_of(found).keys)
        steps.append(Step(label, is_good=count > 0, words=str(count)))
        if row.signs_out:
            steps.append(_step_out(leave_at(found)))
    except Failed as refusal:
        steps.append(Step(label, is_good=False, words=str(refusal)))
    with transaction.atomic():
        event = ProviderTried(provider_id=row.pk, is_good=all(each.is_good for each in steps))
        emit(event, about=row, unit_id=unit_id, by=viewer, capacity=Role.ADMINISTRATOR)
    return steps


def _step_out(address: str) -> Step:
    words = address or _("The provider names no safe address for it.")
    return Step(_("Signing out there"), is_good=bool(address), words=words)


def _refuse_faults(row: Provider) -> None:
    wrong: dict[str, Words] = {}
    if not is_safe(row.issuer):
        wrong["issuer"] = _("An address with https, such as https://sso.example.gr/realm.")
    if "openid" not in row.scopes.split():
        wrong["scopes"] = _("The word openid must be among them.")
    wrong |= wrong_tables(row.units, row.roles)
    try:
        row.clean_fields(exclude=[*NOT_TEXT, *wrong])
    except ValidationError as error:
        wrong |= {name: said[0] for name, said in error.message_dict.items()}
    if wrong:
        raise Invalid(wrong)
