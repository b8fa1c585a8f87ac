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


class PasswordAccepted(AccountEvent):
    """The first step of a sign-in; the second factor is still to come."""


class PersonInvited(AccountEvent):
    """A mail is on its way with a link by which its owner chooses the first password."""

    link_id: int


class InvitationRevoked(AccountEvent):
    """The link in that mail opens nothing any more."""

    link_id: int


class InvitationAccepted(AccountEvent):
    """Its owner came by that link and chose a password."""

    link_id: int


class RenewalLinkSent(AccountEvent):
    """Somebody who had forgotten the password gets a link by mail."""

    link_id: int


class PasswordRenewed(AccountEvent):
    """Its owner came by that link and chose another password; its sessions have ended."""

    link_id: int


class OutsideLinked(AccountEvent):
    """The account is from now on the one of somebody in the directory or at the provider."""

    source: str


class AccessEnded(AccountEvent):
    """The last position of its person is over: tokens, sessions and links end with it."""

    tokens: int
    sessions: int


class FactorAdded(AccountEvent):
    """The account has one more second factor."""

    factor_id: int
    kind: str


class FactorRemoved(AccountEvent):
    """Its owner took a second factor away."""

    factor_id: int
    kind: str


class FactorReset(AccountEvent):
    """Somebody else took all second factors and recovery codes away; its sessions have ended."""

    count: int
    round: int


class FactorUsed(AccountEvent):
    """Somebody proved who they are with a second factor, or with a recovery code."""

    kind: str
    purpose: str
    codes_left: int | None = None


class FactorFailed(AccountEvent):
    """A wrong or used code, or a passkey that is not the account's."""

    purpose: str


class RecoveryCodesMade(AccountEvent):
    """New codes; all before them are worth nothing."""

    count: int


class IdentityConfirmed(AccountEvent):
    """Whoever sits there has said the password again."""


class SessionsEnded(AccountEvent):
    """Sessions were ended from elsewhere: by their owner, or by an administrator."""

    count: int


class DirectoryChanged(DomainEvent):
    """How the directory is asked, and what becomes of what it says."""

    audience: ClassVar[Audience] = Audience.SECURITY
    directory_id: int


class DirectoryTried(DomainEvent):
    """An administrator tried the settings on the live directory."""

    audience: ClassVar[Audience] = Audience.SECURITY
    directory_id: int
    is_good: bool


class DirectorySynced(DomainEvent):
    """People were compared with the directory, and what differed was carried out."""

    audience: ClassVar[Audience] = Audience.SECURITY
    directory_id: int
    looked_at: int
    carried_out: int


class ProviderChanged(DomainEvent):
    """How people sign in by OpenID."""

    audience: ClassVar[Audience] = Audience.SECURITY
    provider_id: int


class ProviderTried(DomainEvent):
    """An administrator asked the provider for its particulars and keys."""

    audience: ClassVar[Audience] = Audience.SECURITY
    provider_id: int
    is_good: bool


class SignInPolicyChanged(DomainEvent):
    """Other roles must have a second factor, or the time to enrol is another."""

    audience: ClassVar[Audience] = Audience.SECURITY
    version: int


class RenewalAsked(DomainEvent):
    """Somebody says that they have forgotten a password; of nobody's account it names none."""

    audience: ClassVar[Audience] = Audience.SECURITY
    account_ids: list[int]


class SignInFailed(DomainEvent):
    """A wrong name or a wrong password.

    A name that is no account's is not kept: people type passwords into the wrong field.
    """

    audience: ClassVar[Audience] = Audience.SECURITY
    account_id: int | None
