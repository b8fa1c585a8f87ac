"""What every client of OAuth 2.0 needs: safe addresses, no redirects, a proof of who asked."""

import hashlib
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from secrets import token_urlsafe
from typing import Any, NamedTuple
from urllib.parse import urlencode, urlsplit
from urllib.request import HTTPRedirectHandler

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


class Asked(NamedTuple):
    """Where the browser is sent, and what must be known when it comes back."""

    url: str
    state: dict[str, str]


class NoRedirects(HTTPRedirectHandler):
    """A secret goes where it was meant to go and nowhere else."""

    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        """Follow none."""
        return


def is_safe(url: str) -> bool:
    """Whether it is an address over TLS, or on this machine."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    is_local = parts.scheme == "http" and parts.hostname in LOOPBACK
    return bool(parts.hostname) and (parts.scheme == "https" or is_local)


def consent(address: str, asked: Mapping[str, str]) -> Asked:
    """Begin a consent by code (RFC 6749, 4.1) with state and PKCE (RFC 7636)."""
    verifier, state = token_urlsafe(48), token_urlsafe(48)
    digest = hashlib.sha256(verifier.encode()).digest()
    words = {
        "response_type": "code",
        **asked,
        "state": state,
        "code_challenge": urlsafe_b64encode(digest).rstrip(b"=").decode(),
        "code_challenge_method": "S256",
    }
    mark = "&" if "?" in address else "?"
    return Asked(
        f"{address}{mark}{urlencode(words)}",
        {"state": state, "verifier": verifier, "back": asked["redirect_uri"]},
    )
