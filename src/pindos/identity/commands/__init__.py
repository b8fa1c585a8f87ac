"""Writing identity: accounts, passwords, preferences, tokens, sign-in."""

from pindos.identity.commands.accounts import (
    activate_account,
    create_account,
    deactivate_account,
    reset_password,
)
from pindos.identity.commands.first import create_first_administrator
from pindos.identity.commands.own import change_password, set_password, set_preferences
from pindos.identity.commands.sessions import (
    NotSignedIn,
    TooSoon,
    forget_attempts,
    sign_in,
    sign_out,
)
from pindos.identity.commands.tokens import create_token, note_token_use, revoke_token

__all__ = [
    "NotSignedIn",
    "TooSoon",
    "activate_account",
    "change_password",
    "create_account",
    "create_first_administrator",
    "create_token",
    "deactivate_account",
    "forget_attempts",
    "note_token_use",
    "reset_password",
    "revoke_token",
    "set_password",
    "set_preferences",
    "sign_in",
    "sign_out",
]
