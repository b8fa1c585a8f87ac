"""Tables of identity."""

from pindos.identity.models.account import Account
from pindos.identity.models.attempt import Attempt
from pindos.identity.models.token import Token

__all__ = ["Account", "Attempt", "Token"]
