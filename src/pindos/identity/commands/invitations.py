"""Invitations: a mail with a link by which somebody chooses their first password."""

from datetime import timedelta
from functools import partial

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pindos.identity.commands.accounts import end_sittings, make_account
from pindos.identity.commands.links import (
    make_link,
    refuse_without_post,
    revoke_links,
    use_link,
)
from pindos.identity.commands.passwords import checked_password
from pindos.identity.commands.sessions import note_password_right
from pindos.identity.events import (
    AccountEvent,
    InvitationAccepted,
    InvitationRevoked,
    PersonInvited,
)
from pindos.identity.models import Account, EntryLink
from pindos.identity.options import INVITATION_DAYS
from pindos.identity.queries import (
    account_names,
    account_to_invite,
    accounts_of_person,
    invitations_for,
    invites,
    people_to_invite,
    rules_person,
    unit_of_account,
)
from pindos.identity.terms import LinkKind
from pindos.kernel.access import HOUSE, Viewer
from pindos.kernel.errors import NotFound, Refused
from pindos.kernel.events import emit
from pindos.kernel.telling import post
from pindos.organisation.terms import Role


@transaction.atomic
def invite_person(*, viewer: Viewer, person_id: int, username: str) -> EntryLink:
    """Make an account for somebody who has none and send them an invitation.

    The head of their units may, and whoever rules their accounts; NotFound for all others.
    """
    if viewer is not HOUSE and person_id not in people_to_invite(viewer, [person_id]):
        raise NotFound
    if accounts_of_person(person_id).exists():
        raise Refused(_("This person has an account already."))
    account = make_account(viewer=viewer, username=username, person_id=person_id)
    return invite_account(viewer=viewer, account_id=account.pk)


@transaction.atomic
def invite_account(*, viewer: Viewer, account_id: int) -> EntryLink:
    """Send an invitation for an account with which nobody has signed in yet, or send it anew.

    The link of the invitation before opens nothing any more.
    """
    account = account_to_invite(viewer, account_id)
    if not account.is_active:
        raise Refused(_("The account is deactivated. Activate it first."))
    if account.last_login is not None:
        raise Refused(
            _("This person has signed in already. Whoever forgot a password asks for a new one.")
        )
    refuse_without_post(account)
    days = INVITATION_DAYS.now()
    link, url = make_link(account, LinkKind.INVITATION, timedelta(days=days), viewer)
    _say(PersonInvited(account_id=account.pk, link_id=link.pk), account, viewer)
    post(
        person_id=account.person_id or 0,
        key=f"invitation:{link.pk}",
        kind="invitation",
        about=f"identity.account:{account.pk}",
        say=partial(_words, account.username, _inviter(viewer), days),
        secret_url=url,
        good_until=link.expires_at,
    )
    return link


@transaction.atomic
def revoke_invitation(*, viewer: Viewer, invitation_id: int) -> None:
    """Let the link of an invitation open nothing any more; the account stays."""
    link = invitations_for(viewer).filter(pk=invitation_id).first()
    if link is None:
        raise NotFound
    revoke_links(link.account, LinkKind.INVITATION)
    _say(InvitationRevoked(account_id=link.account_id, link_id=link.pk), link.account, viewer)


@transaction.atomic
def accept_invitation(*, viewer: Viewer, secret: str, password: str) -> Account:
    """Choose the first password of the account that the link invites to; it is used up.

    Whoever has the link may: it went to the person's own address. NotFound when it opens nothing.
    """
    link = use_link(secret, LinkKind.INVITATION)
    account = link.account
    account.set_password(checked_password(password, account))
    account.must_change_password = False
    account.save(update_fields=["password", "must_change_password"])
    end_sittings(account)
    revoke_links(account)
    by = Viewer(account_id=account.pk, person_id=account.person_id)
    event = InvitationAccepted(account_id=account.pk, link_id=link.pk)
    emit(event, about=account, unit_id=unit_of_account(account), by=by)
    note_password_right(account)
    return account


def _words(username: str, inviter: str, days: int) -> tuple[str, str]:
    title = _("You are invited to Pindos, the service desk")
    lines = [
        _("%(name)s invites you.") % {"name": inviter} if inviter else "",
        _("Your user name: %(name)s") % {"name": username},
        ngettext(
            "By the link in this mail you choose your password. It is good once, for %(n)s day.",
            "By the link in this mail you choose your password. It is good once, for %(n)s days.",
            days,
        )
        % {"n": days},
        _("If you did not expect this, do nothing: without the link nobody can sign in."),
    ]
    return title, "\n".join(filter(None, lines))


def _inviter(viewer: Viewer) -> str:
    if viewer.account_id is None:
        return ""
    return account_names([viewer.account_id]).get(viewer.account_id, "")


def _say(event: AccountEvent, account: Account, viewer: Viewer) -> None:
    """On record, with the role that gave the right: the administrator's, or the head's."""
    capacity = ""
    if viewer is not HOUSE and invites(viewer):
        is_ruled = rules_person(viewer, account.person_id)
        capacity = str(Role.ADMINISTRATOR if is_ruled else Role.HEAD)
    emit(event, about=account, unit_id=unit_of_account(account), by=viewer, capacity=capacity)
