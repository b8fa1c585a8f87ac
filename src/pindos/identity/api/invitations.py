"""Invitations over HTTP. The link itself goes by mail only: no answer holds it."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from ninja import Schema, Status
from pydantic import Field

from pindos.identity import commands
from pindos.identity.api.router import Id, router, whole
from pindos.identity.models import EntryLink
from pindos.identity.queries import invitations_for
from pindos.identity.terms import NAME_LENGTH
from pindos.kernel.pages import page_of


class InvitationIn(Schema):
    """Who is invited, and the name that they sign in with."""

    person_id: int = Field(ge=1, le=2**62)
    username: str = Field(max_length=NAME_LENGTH)


class InvitationOut(Schema):
    """An invitation that nobody has used yet."""

    id: int
    account_id: int
    username: str
    sent_at: datetime
    expires_at: datetime


class InvitationPage(Schema):
    """Some invitations, the newest first, and where the rest begins."""

    items: list[InvitationOut]
    next: str


@router.get("/invitations", response=InvitationPage)
def list_invitations(request: HttpRequest, after: str = "") -> dict[str, Any]:
    """The invitations that nobody has used yet, of people whom the caller may invite."""
    waiting = invitations_for(whole(request))
    page = page_of(waiting, by=("-made_at", "-id"), after=after)
    return {"items": [_out(each) for each in page.items], "next": page.next}


@router.post("/invitations", response={201: InvitationOut})
def invite_person(request: HttpRequest, asked: InvitationIn) -> Status[dict[str, Any]]:
    """Make an account for somebody who has none and send them an invitation by mail."""
    link = commands.invite_person(
        viewer=whole(request), person_id=asked.person_id, username=asked.username
    )
    return Status(201, _out(link))


@router.post("/accounts/{account_id}/invite", response=InvitationOut)
def invite_account(request: HttpRequest, account_id: Id) -> dict[str, Any]:
    """Send an invitation anew, for an account with which nobody has signed in yet."""
    return _out(commands.invite_account(viewer=whole(request), account_id=account_id))


@router.post("/invitations/{invitation_id}/revoke", response={204: None})
def revoke_invitation(request: HttpRequest, invitation_id: Id) -> Status[None]:
    """Let the link of an invitation open nothing any more."""
    commands.revoke_invitation(viewer=whole(request), invitation_id=invitation_id)
    return Status(204, None)


def _out(link: EntryLink) -> dict[str, Any]:
    return {
        "id": link.pk,
        "account_id": link.account_id,
        "username": link.account.username,
        "sent_at": link.made_at,
        "expires_at": link.expires_at,
    }
