"""Tokens that open a mailbox: OAuth 2.0 (RFC 6749) by refresh, by code, by the client.

Asks the provider over the network; knows no table.
"""

import json
from collections.abc import Mapping
from http.client import HTTPException
from typing import Any, NamedTuple
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, build_opener

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from pindos.kernel.errors import Refused
from pindos.kernel.oauth import Asked, NoRedirects, consent, is_safe
from pindos.kernel.reaching import Unpermitted

PATIENCE = 15.0  # seconds for the provider's answer
LONGEST = 100_000  # bytes of an answer that are read
UNSAID = 300  # seconds for which a token is taken to hold when the provider does not say
DAY = 86_400
OVER = frozenset({"invalid_grant", "interaction_required", "consent_required", "login_required"})
UNKNOWN = frozenset({"invalid_client", "unauthorized_client"})
NO_PERMIT = gettext_noop("There is no permit yet. Ask for one on the page of the mailbox.")
NOT_SAFE = gettext_noop("Tokens are asked for by https only.")
NO_ANSWER = gettext_noop("The provider did not answer.")
EMPTY = gettext_noop("The provider's answer holds no token.")
ENDED = gettext_noop("The provider refused. Ask for a new permit.")
NOT_KNOWN = gettext_noop("The provider refused. Look at the client's id and secret.")
NO_TOKEN = gettext_noop("The provider gave no token.")


class Client(NamedTuple):
    """As whom the provider knows this house, and what is asked of it."""

    token_url: str
    client_id: str
    secret: str
    scope: str


class Tokens(NamedTuple):
    """What the provider gave; ``refresh`` is empty when the one before still holds."""

    access: str
    seconds: int
    refresh: str


def by_refresh(client: Client, refresh: str) -> Tokens:
    """A new token for a permit that somebody gave (RFC 6749, 6)."""
    if not refresh:
        raise Unpermitted(NO_PERMIT)
    return _asked(client, {"grant_type": "refresh_token", "refresh_token": refresh})


def by_client(client: Client) -> Tokens:
    """A token that the program has by its own right (RFC 6749, 4.4)."""
    return _asked(client, {"grant_type": "client_credentials"})


def by_code(client: Client, code: str, state: Mapping[str, str]) -> Tokens:
    """What a person's consent is exchanged for; refused when it gives nothing that lasts."""
    said = {"grant_type": "authorization_code", "code": code}
    found = _asked(
        client, {**said, "redirect_uri": state["back"], "code_verifier": state["verifier"]}
    )
    if not found.refresh:
        raise Refused(
            _("The provider gave no refresh token: its scope must ask for lasting access.")
        )
    return found


def begun(authorize_url: str, client: Client, address: str, back: str) -> Asked:
    """Where a person gives the permit."""
    if not is_safe(authorize_url):
        raise Refused(_("Permits are asked for by https only."))
    asked = {"client_id": client.client_id, "redirect_uri": back, "scope": client.scope}
    return consent(authorize_url, {**asked, "login_hint": address})


def _asked(client: Client, form: Mapping[str, str]) -> Tokens:
    if not is_safe(client.token_url):
        raise Unpermitted(NOT_SAFE)
    given = {"client_id": client.client_id, "client_secret": client.secret, "scope": client.scope}
    if form["grant_type"] == "authorization_code":
        del given["scope"]  # it was said when the consent was asked for
    body = urlencode({**form, **{name: said for name, said in given.items() if said}}).encode()
    request = Request(client.token_url, body, {"Accept": "application/json"})  # noqa: S310  is_safe
    try:
        with build_opener(NoRedirects).open(request, timeout=PATIENCE) as answer:
            said = json.loads(answer.read(LONGEST))
    except HTTPError as error:
        raise _refusal(error) from error
    except (OSError, HTTPException, ValueError) as error:
        raise Unpermitted(NO_ANSWER, str(error)) from error
    return _read(said)


def _read(said: Any) -> Tokens:
    access = said.get("access_token") if isinstance(said, dict) else None
    if not isinstance(access, str) or not access:
        raise Unpermitted(EMPTY)
    try:
        seconds = int(said.get("expires_in", UNSAID))
    except (TypeError, ValueError):
        seconds = UNSAID
    refresh = said.get("refresh_token")
    return Tokens(access, min(max(seconds, 0), DAY), refresh if isinstance(refresh, str) else "")


def _refusal(error: HTTPError) -> Unpermitted:
    """What the provider said (RFC 6749, 5.2), and what a person can do about it."""
    text = error.read(LONGEST).decode(errors="replace")
    try:
        said = json.loads(text)
        code, why = str(said["error"]), str(said.get("error_description") or "")
    except (ValueError, KeyError, TypeError, AttributeError):
        code, why = str(error.code), text
    words = " ".join(f"{code} {why}".split())[:300]
    reason = ENDED if code in OVER else NOT_KNOWN if code in UNKNOWN else NO_TOKEN
    return Unpermitted(reason, words)
