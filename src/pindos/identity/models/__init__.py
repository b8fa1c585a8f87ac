"""Tables of identity."""

from pindos.identity.models.account import Account
from pindos.identity.models.attempt import Attempt
from pindos.identity.models.barred import Barred
from pindos.identity.models.directory import Directory, OutsideSignIn
from pindos.identity.models.factor import Factor, RecoveryCode
from pindos.identity.models.link import EntryLink
from pindos.identity.models.policy import SignInPolicy
from pindos.identity.models.provider import Provider
from pindos.identity.models.sitting import Sitting
from pindos.identity.models.token import Token

__all__ = [
    "Account",
    "Attempt",
    "Barred",
    "Directory",
    "EntryLink",
    "Factor",
    "OutsideSignIn",
    "Provider",
    "RecoveryCode",
    "SignInPolicy",
    "Sitting",
    "Token",
]
