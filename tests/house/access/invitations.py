"""Inviting is for administrators and for heads, each within their own units."""

from tests.house.access.table import (
    ADMIN,
    ANYBODY,
    EVERYONE,
    api,
    command,
    form,
    page,
)

from pindos.identity.commands import create_account, invite_account
from pindos.identity.commands.links import make_link
from pindos.identity.models import Account
from pindos.identity.terms import RENEWAL_FOR, LinkKind
from pindos.kernel.access import HOUSE
from pindos.notices.models import MailServer
from pindos.organisation.commands import add_person, appoint_person

HEADS = ADMIN | {"giorgos"}  # of the unit in which the newcomer stands
WHO_INVITES = ADMIN | {"giorgos", "thaleia", "kyriaki"}
PASSWORD = "γεφύρια και πέτρα"


def world(w):
    MailServer.objects.create(host="127.0.0.1", port=9, sender="a@example.gr", is_on=True)
    w.newcomer = newcomer("prosklisi1", "Νεφέλη").pk
    w.newcomers_account = newcomer("prosklisi2", "Νέστωρ", has_account=True).pk
    w.invitation = invite_account(viewer=HOUSE, account_id=w.newcomers_account).pk


def newcomer(key, name, *, has_account=False):
    person = add_person(
        viewer=HOUSE,
        key=key,
        given_name=name,
        family_name="Νεοφερμένου",
        email=f"{key}@example.gr",
    )
    appoint_person(
        viewer=HOUSE, person_id=person.pk, unit="TP-FLO", role="technician", starts_on="2026-01-01"
    )
    if has_account:
        return create_account(viewer=HOUSE, username=key, person_id=person.pk)
    return person


def link(kind):
    def words(w):
        account = Account.objects.get(pk=w.newcomers_account)
        made = make_link(account, kind, RENEWAL_FOR, HOUSE)
        return {"secret": made.url.split("/")[-2], "password": PASSWORD}

    return words


ROWS = [
    page("identity:password-renewal-ask", ANYBODY),
    page("identity:password-renew", ANYBODY),  # without a link: it works no more
    page("identity:invitation-accept", ANYBODY),
    page("identity:link-over", ANYBODY),
    page("identity:link-open", ANYBODY, "invitation"),  # whatever it is called, it opens nothing
    page("identity:invitation-list", WHO_INVITES),
    page("identity:person-invite", WHO_INVITES),
    form("identity:account-invite", HEADS, "newcomers_account"),
    form("identity:invitation-revoke", HEADS, "invitation"),
    api("GET /invitations", EVERYONE),
    api("POST /invitations", HEADS, person_id="@newcomer", username="prosklisi1"),
    api("POST /accounts/{account_id}/invite", HEADS, "newcomers_account"),
    api("POST /invitations/{invitation_id}/revoke", HEADS, "invitation"),
    command(
        "identity.invite_person",
        HEADS,
        lambda w: {"person_id": w.newcomer, "username": "prosklisi1"},
    ),
    command("identity.invite_account", HEADS, lambda w: {"account_id": w.newcomers_account}),
    command("identity.revoke_invitation", HEADS, lambda w: {"invitation_id": w.invitation}),
    command("identity.accept_invitation", EVERYONE, link(LinkKind.INVITATION)),  # who has it
    command("identity.renew_password", EVERYONE, link(LinkKind.RENEWAL)),
    command("identity.ask_renewal", EVERYONE, lambda w: {"name": "anthi"}),
    command("identity.send_renewal_link", EVERYONE, lambda w: {"account_id": w.account}),
]
