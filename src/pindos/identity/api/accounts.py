"""The API of identity: who one is, one's tokens, and the accounts that an administrator rules."""

from datetime import date, datetime
from typing import Any, cast

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from ninja import Schema, Status
from pydantic import Field

from pindos.identity import commands
from pindos.identity.api.router import Id, router, whole
from pindos.identity.models import Account, Sitting, Token
from pindos.identity.queries import (
    account_by,
    account_names,
    accounts_found,
    digest_of,
    own_account,
    tokens_for,
)
from pindos.identity.queries.listed import ACCOUNTS, SESSIONS, TOKENS
from pindos.identity.rules import is_fresh, readable_password
from pindos.identity.terms import CONFIRMED, NAME_LENGTH, REASON_LENGTH, TOKEN_NAME_LENGTH, Scope
from pindos.kernel.errors import Forbidden
from pindos.kernel.filtering import Filter, Sort
from pindos.kernel.web import Request
from pindos.organisation.queries import positions_of


class PositionOut(Schema):
    """A role in a unit, from a day to a day."""

    role: str
    unit: str
    unit_name: str
    starts_on: date
    ends_on: date | None


class MeOut(Schema):
    """Who the caller is."""

    account_id: int
    username: str
    person_id: int | None
    name: str
    language: str
    scope: str
    positions: list[PositionOut]


class TokenIn(Schema):
    """What a token is to be for; ``days`` is how long it is good, without it for ever."""

    name: str = Field(max_length=TOKEN_NAME_LENGTH)
    scope: Scope
    days: int | None = None


class TokenOut(Schema):
    """A token without its text."""

    id: int
    name: str
    scope: str
    prefix: str
    created_at: datetime
    expires_at: datetime | None
    last_used_on: date | None


class NewTokenOut(TokenOut):
    """A token with its text, this one time."""

    token: str


class AccountIn(Schema):
    """A new account; it gets a one-time password."""

    username: str = Field(max_length=NAME_LENGTH)
    person_id: int = Field(ge=1, le=2**62)


class ReasonIn(Schema):
    """Why."""

    reason: str = Field(max_length=REASON_LENGTH)


class AccountOut(Schema):
    """An account that the caller rules."""

    id: int
    username: str
    person_id: int | None
    is_active: bool
    must_change_password: bool
    last_login: datetime | None


class AccountPage(Schema):
    """Some accounts by name, and where the rest begins."""

    items: list[AccountOut]
    next: str


class PasswordOut(AccountOut):
    """An account with its one-time password, this one time."""

    password: str


class EndedOut(Schema):
    """How many sessions have ended."""

    ended: int


class SessionOut(Schema):
    """A browser in which somebody is signed in."""

    id: int
    browser: str
    address: str
    began_at: datetime
    seen_at: datetime


@router.get("/me", response=MeOut)
def me(request: HttpRequest) -> dict[str, Any]:
    """The caller's account, person and positions, those to come and past ones too."""
    viewer = cast(Request, request).viewer
    account = own_account(viewer)
    held = positions_of([viewer.person_id] if viewer.person_id else [])
    return {
        "account_id": account.pk,
        "username": account.username,
        "person_id": account.person_id,
        "name": account_names([account.pk])[account.pk],
        "language": account.language,
        "scope": getattr(request, "scope", str(Scope.ALL)),
        "positions": [{**each._asdict(), "unit": each.unit_key} for each in held],
    }


@router.get("/tokens", response=list[TokenOut])
def list_tokens(request: HttpRequest, filter: Filter = "", sort: Sort = "") -> QuerySet[Token]:  # noqa: A002
    """The caller's own tokens that are not revoked."""
    return TOKENS.in_order(TOKENS.found(whole(request), filter), TOKENS.ordered_by(sort))


@router.post("/tokens", response={201: NewTokenOut})
def create_token(request: HttpRequest, asked: TokenIn) -> Status[dict[str, Any]]:
    """Make a token of one's own; its text is in this answer and nowhere else."""
    viewer = whole(request)
    if not hasattr(request, "scope") and not is_fresh(
        request.session.get(CONFIRMED), timezone.now()
    ):
        raise Forbidden(_("Prove on the page «My account» first that it is you."))
    text = commands.create_token(
        viewer=viewer,
        username=own_account(viewer).username,
        scope=asked.scope,
        name=asked.name,
        days=asked.days,
    )
    token = tokens_for(viewer).get(digest=digest_of(text))
    return Status(201, {**TokenOut.from_orm(token).dict(), "token": text})


@router.post("/tokens/{token_id}/revoke", response={204: None})
def revoke_token(request: HttpRequest, token_id: Id) -> Status[None]:
    """End a token of one's own, or of an account that one rules."""
    commands.revoke_token(viewer=whole(request), token_id=token_id)
    return Status(204, None)


@router.get("/accounts", response=AccountPage)
def list_accounts(
    request: HttpRequest,
    q: str = "",
    filter: Filter = "",  # noqa: A002  the name callers use
    sort: Sort = "",
    after: str = "",
) -> dict[str, Any]:
    """The accounts that the caller rules, by name; ``q`` is words of the name or the person.

    ``filter`` asks anything of any column of the list accounts; ``sort`` is a column.
    """
    viewer = whole(request)
    rows = ACCOUNTS.narrowed(viewer, accounts_found(viewer, q), ACCOUNTS.read(filter))
    page = ACCOUNTS.page_of(rows, sort, after)
    return {"items": page.items, "next": page.next}


@router.post("/accounts", response={201: PasswordOut})
def create_account(request: HttpRequest, asked: AccountIn) -> Status[dict[str, Any]]:
    """Make an account for a person; its one-time password is in this answer and nowhere else."""
    password = readable_password()
    account = commands.create_account(
        viewer=whole(request),
        username=asked.username,
        person_id=asked.person_id,
        password=password,
        is_one_time=True,
    )
    return Status(201, _with_password(account, password))


@router.post("/accounts/{account_id}/reset-password", response=PasswordOut)
def reset_password(request: HttpRequest, account_id: Id) -> dict[str, Any]:
    """Give an account a one-time password; its sessions end."""
    viewer = whole(request)
    account = account_by(viewer, account_id)
    password = commands.reset_password(viewer=viewer, username=account.username)
    return _with_password(account_by(viewer, account_id), password)


@router.post("/accounts/{account_id}/reset-factor", response=AccountOut)
def reset_factor(request: HttpRequest, account_id: Id) -> Account:
    """Take an account's second factors and recovery codes away; its sessions end."""
    viewer = whole(request)
    username = account_by(viewer, account_id).username
    return commands.reset_factor(viewer=viewer, username=username)


@router.post("/accounts/{account_id}/end-sessions", response=EndedOut)
def end_sessions(request: HttpRequest, account_id: Id) -> dict[str, int]:
    """Sign an account out of every browser."""
    return {"ended": commands.end_sessions_of(viewer=whole(request), account_id=account_id)}


@router.get("/sessions", response=list[SessionOut])
def list_sessions(
    request: HttpRequest,
    filter: Filter = "",  # noqa: A002  the name callers use
    sort: Sort = "",
) -> list[Sitting]:
    """The browsers in which the caller is signed in, the last used first; at most 100."""
    rows = SESSIONS.found(whole(request), filter)
    return list(SESSIONS.in_order(rows, SESSIONS.ordered_by(sort))[:100])


@router.post("/sessions/{session_id}/end", response={204: None})
def end_session(request: HttpRequest, session_id: Id) -> Status[None]:
    """Sign one of the caller's browsers out."""
    commands.end_session(viewer=whole(request), sitting_id=session_id)
    return Status(204, None)


@router.post("/accounts/{account_id}/deactivate", response=AccountOut)
def deactivate_account(request: HttpRequest, account_id: Id, asked: ReasonIn) -> Account:
    """End an account's sessions and tokens; nobody signs in with it any more."""
    viewer = whole(request)
    username = account_by(viewer, account_id).username
    return commands.deactivate_account(viewer=viewer, username=username, reason=asked.reason)


@router.post("/accounts/{account_id}/activate", response=AccountOut)
def activate_account(request: HttpRequest, account_id: Id) -> Account:
    """Let a deactivated account sign in again."""
    viewer = whole(request)
    username = account_by(viewer, account_id).username
    return commands.activate_account(viewer=viewer, username=username)


def _with_password(account: Account, password: str) -> dict[str, Any]:
    return {**AccountOut.from_orm(account).dict(), "password": password}
