"""Writing identity: accounts, passwords, preferences, tokens, sign-in."""

from pindos.identity.commands.accounts import (
    activate_account,
    create_account,
    deactivate_account,
    reset_password,
)
from pindos.identity.commands.barring import bar_from_outside
from pindos.identity.commands.directory import set_directory, try_directory
from pindos.identity.commands.factors import (
    add_app,
    add_passkey,
    make_recovery_codes,
    remove_factor,
    reset_factor,
    set_sign_in_policy,
)
from pindos.identity.commands.first import create_first_administrator
from pindos.identity.commands.invitations import (
    accept_invitation,
    invite_account,
    invite_person,
    revoke_invitation,
)
from pindos.identity.commands.leaving import end_access_of_who_left
from pindos.identity.commands.openid import (
    ask_provider,
    leave_provider,
    set_provider,
    sign_in_by_provider,
    try_provider,
)
from pindos.identity.commands.own import change_password, set_password, set_preferences
from pindos.identity.commands.proving import (
    NO_PASSKEY,
    confirm_password,
    prove_code,
    prove_passkey,
)
from pindos.identity.commands.renewals import ask_renewal, renew_password, send_renewal_link
from pindos.identity.commands.sessions import sign_in, sign_out
from pindos.identity.commands.sittings import (
    begin_sitting,
    end_other_sessions,
    end_session,
    end_sessions_of,
    forget_ended_sessions,
    forget_sitting,
    note_seen,
)
from pindos.identity.commands.syncing import plan_sync, sync_directory
from pindos.identity.commands.throttle import NotSignedIn, TooSoon, forget_attempts
from pindos.identity.commands.tokens import create_token, note_token_use, revoke_token

__all__ = [
    "bar_from_outside",
    "NO_PASSKEY",
    "NotSignedIn",
    "TooSoon",
    "accept_invitation",
    "activate_account",
    "add_app",
    "add_passkey",
    "ask_renewal",
    "ask_provider",
    "begin_sitting",
    "change_password",
    "confirm_password",
    "create_account",
    "create_first_administrator",
    "create_token",
    "deactivate_account",
    "end_access_of_who_left",
    "end_other_sessions",
    "end_session",
    "end_sessions_of",
    "forget_attempts",
    "forget_ended_sessions",
    "forget_sitting",
    "invite_account",
    "invite_person",
    "leave_provider",
    "make_recovery_codes",
    "note_seen",
    "note_token_use",
    "plan_sync",
    "prove_code",
    "prove_passkey",
    "remove_factor",
    "renew_password",
    "reset_factor",
    "reset_password",
    "revoke_invitation",
    "revoke_token",
    "send_renewal_link",
    "set_directory",
    "set_password",
    "set_provider",
    "set_preferences",
    "set_sign_in_policy",
    "sign_in",
    "sign_in_by_provider",
    "sign_out",
    "sync_directory",
    "try_directory",
    "try_provider",
]
