"""The provider serves the whole house: only an administrator of all of it sets it."""

from tests.house.access.table import ADMIN, ANYBODY, NOBODY, api, command, form, page

from pindos.identity.models import Provider


def world(w):
    Provider.objects.create(issuer="http://127.0.0.1:9", client_id="pindos", is_on=True)


ROWS = [
    page("identity:sign-in-openid", ANYBODY),  # back at the sign-in: this provider does not answer
    page("identity:sign-in-openid-back", ANYBODY),  # without a sign-in under way it leads nowhere
    page("identity:sign-out-back", ANYBODY),  # without a sign-out under way it says nothing
    page("identity:provider-set", ADMIN),
    form("identity:provider-try", ADMIN),
    api("GET /openid", ADMIN),
    api("PUT /openid", ADMIN, client_id="pindos2"),
    api("POST /openid/try", ADMIN),
    command("identity.set_provider", ADMIN, lambda w: {"values": {"client_id": "pindos2"}}),
    command("identity.try_provider", ADMIN),
    command("identity.ask_provider", NOBODY, lambda w: {"back": "http://localhost/"}),
    command(
        "identity.leave_provider", ANYBODY, lambda w: {"kept": {}, "back": "http://localhost/"}
    ),
    command("identity.sign_in_by_provider", NOBODY, lambda w: {"code": "x", "state": STATE}),
]
STATE = {"state": "x", "nonce": "x", "verifier": "x", "back": "http://localhost/"}
