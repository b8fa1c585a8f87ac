"""One's own account is one's own; those of others are an administrator's."""

from django.utils import timezone
from tests.house.access.table import (
    ADMIN,
    ANYBODY,
    EVERYONE,
    NOBODY,
    REQUESTER,
    api,
    command,
    form,
    page,
)

from pindos.identity import totp
from pindos.identity.commands import add_app, begin_sitting, make_recovery_codes
from pindos.identity.queries import viewer_for

ANTHI = {"username": "anthi"}
PASSKEY = {"host": "localhost", "state": {}, "answer": {}}  # of nobody
PASSWORD = "βουνά και ποτάμια"


def world(w):
    account = w.people["anthi"]
    account.set_password(PASSWORD)
    account.save()
    viewer, secret = viewer_for(account), totp.new_secret()
    code = totp.code_at(secret, timezone.now())
    w.factor = add_app(viewer=viewer, name="Κινητό", secret=secret, code=code).pk
    add_app(viewer=viewer, name="Τάμπλετ", secret=secret, code=code)
    w.codes = make_recovery_codes(viewer=viewer)
    account.refresh_from_db()  # its round: the sessions of the day before have ended
    w.sitting = begin_sitting(account=account, key="κλειδί", browser="", address="").pk


def new_app(w):
    secret = totp.new_secret()
    return {"name": "Νέο", "secret": secret, "code": totp.code_at(secret, timezone.now())}


ROWS = [
    api("GET /people/{person}/access", ADMIN | REQUESTER, "person"),
    page("identity:sign-in", ANYBODY),
    form("identity:sign-out", ANYBODY),
    form("identity:sign-in-factor", ANYBODY, code="1"),  # without a first step: to the sign-in
    form("identity:sign-in-passkey", ANYBODY, answer="{}"),
    form("identity:passkey-ask", ANYBODY),
    page("identity:confirm", EVERYONE),
    form("identity:confirm-passkey", NOBODY, answer="{}"),
    page("identity:factor-list", EVERYONE),
    page("identity:app-add", EVERYONE),
    page("identity:passkey-add", EVERYONE),
    form("identity:passkey-add-ask", EVERYONE),
    form("identity:recovery-codes-make", REQUESTER),  # who has a second factor
    form("identity:factor-remove", REQUESTER, "factor"),
    page("identity:session-list", EVERYONE),
    form("identity:session-end", REQUESTER, "sitting"),
    form("identity:session-end-others", EVERYONE),
    form("identity:factor-reset", ADMIN, "account"),
    form("identity:account-end-sessions", ADMIN, "account"),
    page("identity:sign-in-policy-set", ADMIN),
    page("identity:me", EVERYONE),
    form("identity:looks-set", EVERYONE, language="el", theme="dark"),
    page("identity:password-change", EVERYONE),
    form("identity:token-create", EVERYONE, name="Νέο", scope="read", days=30),
    form("identity:token-revoke", REQUESTER | ADMIN, "token"),
    page("identity:token-list", EVERYONE),
    page("identity:account-list", ADMIN),
    page("identity:account-create", ADMIN),
    page("identity:account-show", ADMIN, "account"),
    form("identity:account-reset-password", ADMIN, "account"),
    form("identity:account-deactivate", ADMIN, "account", reason="Έφυγε."),
    form("identity:account-activate", NOBODY, "account"),  # it is active
    api("GET /me", EVERYONE),
    api("GET /accounts", EVERYONE),
    api("POST /accounts", ADMIN, username="neos", person_id="@person"),
    api("POST /accounts/{account_id}/activate", NOBODY, "account"),
    api("POST /accounts/{account_id}/deactivate", ADMIN, "account", reason="Έφυγε."),
    api("POST /accounts/{account_id}/reset-password", ADMIN, "account"),
    api("POST /accounts/{account_id}/reset-factor", ADMIN, "account"),
    api("POST /accounts/{account_id}/end-sessions", ADMIN, "account"),
    api("GET /sessions", EVERYONE),
    api("POST /sessions/{session_id}/end", REQUESTER, "sitting"),
    api("GET /tokens", EVERYONE),
    api("POST /tokens", EVERYONE, name="Νέο", scope="read"),
    api("POST /tokens/{token_id}/revoke", REQUESTER | ADMIN, "token"),
    command("identity.activate_account", NOBODY, lambda w: ANTHI),  # it is active already
    command("identity.deactivate_account", ADMIN, lambda w: {**ANTHI, "reason": "Έφυγε."}),
    command("identity.reset_password", ADMIN, lambda w: ANTHI),
    command("identity.create_account", ADMIN, lambda w: {"username": "nea"}),
    command("identity.create_token", REQUESTER, lambda w: {**ANTHI, "name": "Β", "scope": "read"}),
    command("identity.sign_in", EVERYONE, lambda w: {**ANTHI, "password": PASSWORD}),
    command("identity.sign_out", EVERYONE),
    command("identity.set_password", EVERYONE, lambda w: {"password": f"νέος {PASSWORD}"}),
    command(
        "identity.change_password",
        REQUESTER,
        lambda w: {"current": PASSWORD, "password": f"νέος {PASSWORD}"},
    ),
    command("identity.add_app", EVERYONE, new_app),
    command("identity.add_passkey", NOBODY, lambda w: {**PASSKEY, "name": "Νέο"}),
    command("identity.remove_factor", REQUESTER, lambda w: {"factor_id": w.factor}),
    command("identity.make_recovery_codes", REQUESTER),
    command("identity.reset_factor", ADMIN, lambda w: ANTHI),
    command("identity.set_sign_in_policy", ADMIN, lambda w: {"roles": [], "grace_days": 0}),
    command(
        "identity.prove_code",  # whoever has the code, as nobody is signed in yet
        EVERYONE,
        lambda w: {"account_id": w.account, "code": w.codes[0], "purpose": "sign-in"},
    ),
    command("identity.prove_passkey", NOBODY, lambda w: {**PASSKEY, "purpose": "sign-in"}),
    command("identity.confirm_password", REQUESTER, lambda w: {"password": PASSWORD}),
    command("identity.end_session", REQUESTER, lambda w: {"sitting_id": w.sitting}),
    command("identity.end_other_sessions", EVERYONE, lambda w: {"key": "άλλο"}),
    command("identity.end_sessions_of", ADMIN, lambda w: {"account_id": w.account}),
    command("identity.set_preferences", EVERYONE, lambda w: {"theme": "dark"}),
    command("identity.revoke_token", REQUESTER | ADMIN, lambda w: {"token_id": w.token}),
]
