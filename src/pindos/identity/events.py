"""What identity tells the house; all of it is for administrators and auditors only."""

from typing import ClassVar

from pindos.kernel.events import DomainEvent
from pindos.kernel.terms import Audience


class AccountEvent(DomainEvent):
    """Something about one account."""

    audience: ClassVar[Audience] = Audience.SECURITY
    account_id: int


class AccountCreated(AccountEvent):
    """Somebody can sign in who could not before."""

    person_id: int | None


class AccountDeactivated(AccountEvent):
    """Its sessions have ended and its tokens are revoked."""

    reason: str


class AccountActivated(AccountEvent):
    """It may sign in again."""


class PasswordChanged(AccountEvent):
    """By its owner, or set anew by an administrator; its sessions have ended."""

    is_one_time: bool


class PreferencesChanged(AccountEvent):
    """Language, theme or shortcuts."""


class TokenCreated(AccountEvent):
    """A program may sign in for the account."""

    token_id: int
    scope: str


class TokenRevoked(AccountEvent):
    """It may not any more."""

    token_id: int


class SignedIn(AccountEvent):
    """A session began."""


class SignedOut(AccountEvent):
    """A session was ended by its owner."""


class SignInFailed(DomainEvent):
    """A wrong name or a wrong password.

    A name that is no account's is not kept: people type passwords into the wrong field.
    """

    audience: ClassVar[Audience] = Audience.SECURITY
    account_id: int | None
