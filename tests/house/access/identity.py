"""One's own account is one's own; those of others are an administrator's."""

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

ANTHI = {"username": "anthi"}
PASSWORD = "βουνά και ποτάμια"


def world(w):
    account = w.people["anthi"]
    account.set_password(PASSWORD)
    account.save()


ROWS = [
    page("identity:sign-in", ANYBODY),
    form("identity:sign-out", ANYBODY),
    page("identity:me", EVERYONE),
    form("identity:looks-set", EVERYONE, language="el", theme="dark"),
    page("identity:password-change", EVERYONE),
    form("identity:token-create", EVERYONE, name="Νέο", scope="read", days=30),
    form("identity:token-revoke", REQUESTER | ADMIN, "token"),
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
    command("identity.set_preferences", EVERYONE, lambda w: {"theme": "dark"}),
    command("identity.revoke_token", REQUESTER | ADMIN, lambda w: {"token_id": w.token}),
]
