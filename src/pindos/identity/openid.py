"""Asks an OpenID provider who somebody is (OpenID Connect Core 1.0); knows no account, no table.

Authorization code with PKCE (RFC 7636), state and nonce; the token's signature by the provider's
own keys, issuer, audience and times are checked. Every answer is waited for and read to a limit.
"""

import json
from collections.abc import Mapping
from http.client import HTTPException
from secrets import token_urlsafe
from typing import Any, NamedTuple
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import Request, build_opener

from django.utils.translation import gettext as _

from pindos.kernel.errors import Refused
from pindos.kernel.later import jwt
from pindos.kernel.oauth import Asked, NoRedirects, consent, is_safe

PATIENCE = 10  # seconds for each answer
PATIENCE_LEAVING = 3  # seconds, when somebody only wants to go
LONGEST = 6_000  # characters of a token that is sent on in an address
LARGEST = 256 * 1024  # bytes of an answer
ALGORITHMS = ("RS256", "ES256")
LEEWAY = 60  # seconds by which clocks may differ
WELL_KNOWN = "/.well-known/openid-configuration"
NEEDED = ("issuer", "authorization_endpoint", "token_endpoint", "jwks_uri")


class Failed(Refused):
    """The provider does not answer as it should, or its answer proves nothing."""

    status = 422


class Client(NamedTuple):
    """As whom the provider knows this house."""

    issuer: str
    client_id: str
    secret: str
    scopes: str


class Shown(NamedTuple):
    """What somebody came back with: what it says, and the token itself."""

    claims: dict[str, Any]
    token: str


def discovered(issuer: str, patience: int = PATIENCE) -> dict[str, Any]:
    """What the provider says of itself; refused when it says it is another one."""
    found = _fetch(issuer.rstrip("/") + WELL_KNOWN, patience=patience)
    if str(found.get("issuer", "")).rstrip("/") != issuer.rstrip("/"):
        raise Failed(_("The provider calls itself %(name)s.") % {"name": found.get("issuer")})
    wrong = [name for name in NEEDED[1:] if not is_safe(str(found.get(name, "")))]
    if wrong:
        raise Failed(_("The provider names no safe address for: %(what)s.") % {"what": wrong[0]})
    return found


def keys_of(provider: Mapping[str, Any]) -> "jwt.PyJWKSet":
    """The provider's public keys."""
    try:
        return jwt.PyJWKSet.from_dict(_fetch(str(provider["jwks_uri"])))
    except jwt.PyJWTError as error:
        raise Failed(
            _("The keys of the provider cannot be read: %(why)s") % {"why": error}
        ) from error


def begun(client: Client, back: str) -> Asked:
    """Begin a sign-in: where to go, and the secrets of this one try."""
    provider = discovered(client.issuer)
    nonce = token_urlsafe(48)
    asked = consent(
        str(provider["authorization_endpoint"]),
        {
            "client_id": client.client_id,
            "redirect_uri": back,
            "scope": client.scopes,
            "nonce": nonce,
        },
    )
    return Asked(asked.url, {**asked.state, "nonce": nonce})


def shown_by(client: Client, code: str, state: Mapping[str, str]) -> Shown:
    """Who came back, proved by the provider's signature; refused in all other cases."""
    provider = discovered(client.issuer)
    answer = _fetch(
        str(provider["token_endpoint"]),
        {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": state["back"],
            "client_id": client.client_id,
            "client_secret": client.secret,
            "code_verifier": state["verifier"],
        },
    )
    token = str(answer.get("id_token", ""))
    claims = verified(
        token,
        keys=keys_of(provider),
        issuer=str(provider["issuer"]),
        audience=client.client_id,
        nonce=state["nonce"],
    )
    return Shown(claims, token)


def leave_at(provider: Mapping[str, Any]) -> str:
    """Where the provider says that people sign out; nothing without a safe address."""
    said = str(provider.get("end_session_endpoint") or "")
    return said if is_safe(said) else ""


def leaving(issuer: str, client_id: str, token: str, back: str) -> Asked | None:
    """Where to sign out at the provider (RP-Initiated Logout 1.0, 2); None if it names no place.

    A token that is too long for an address is left out; the provider may then ask whoever leaves.
    """
    address = leave_at(discovered(issuer, PATIENCE_LEAVING))
    if not address:
        return None
    state = token_urlsafe(32)
    words = {"client_id": client_id, "post_logout_redirect_uri": back, "state": state}
    if 0 < len(token) <= LONGEST:
        words = {"id_token_hint": token, **words}
    mark = "&" if "?" in address else "?"
    return Asked(f"{address}{mark}{urlencode(words)}", {"state": state})


def verified(
    token: str, *, keys: "jwt.PyJWKSet", issuer: str, audience: str, nonce: str
) -> dict[str, Any]:
    """The claims of a token (Core 3.1.3.7); refused unless all of it is as it must be."""
    try:
        head = jwt.get_unverified_header(token)
        claims: dict[str, Any] = jwt.decode(
            token,
            _key(keys, head),
            algorithms=list(ALGORITHMS),
            issuer=issuer,
            audience=audience,
            leeway=LEEWAY,
            options={"require": ["exp", "iat", "iss", "aud", "sub"]},
        )
    except (jwt.PyJWTError, KeyError, ValueError, TypeError) as error:
        raise Failed(
            _("The answer of the provider proves nothing: %(why)s") % {"why": error}
        ) from error
    several = isinstance(claims["aud"], list) and len(claims["aud"]) > 1
    if claims.get("nonce") != nonce or (several and claims.get("azp") != audience):
        raise Failed(_("The answer of the provider belongs to another sign-in. Begin anew."))
    return claims


def _key(keys: "jwt.PyJWKSet", head: Mapping[str, Any]) -> Any:
    """The key that the token names; without a name the only one of its algorithm."""
    wanted, algorithm = head.get("kid"), head.get("alg")
    fit = [
        each
        for each in keys.keys
        if each.algorithm_name == algorithm and wanted in {None, each.key_id}
    ]
    if len(fit) != 1:
        raise KeyError("kid")
    return fit[0].key


def _fetch(
    url: str, form: Mapping[str, str] | None = None, *, patience: int = PATIENCE
) -> dict[str, Any]:
    if not is_safe(url):
        raise Failed(_("%(url)s is no address over https.") % {"url": url[:200]})
    body = urlencode(form).encode() if form is not None else None
    request = Request(url, body, {"Accept": "application/json"})  # noqa: S310  is_safe() said so
    try:
        with build_opener(NoRedirects).open(request, timeout=patience) as answer:
            read = answer.read(LARGEST + 1)
        found = json.loads(read) if len(read) <= LARGEST else None
    except HTTPError as error:
        words = _("The provider answered %(code)s.") % {"code": error.code}
        raise Failed(words) from error
    except (URLError, HTTPException, OSError, ValueError) as error:
        words = _("The provider does not answer: %(why)s") % {"why": str(error)[:200]}
        raise Failed(words) from error
    if not isinstance(found, dict):
        raise Failed(_("The provider's answer cannot be read."))
    return found
