"""An access token for a mailbox: the refresh token grant of OAuth 2.0 (RFC 6749, 6)."""

import json
import urllib.error
import urllib.parse
import urllib.request
from http.client import HTTPException

from django.utils.translation import gettext as _

from pindos.kernel.errors import Refused
from pindos.mail.cipher import opened
from pindos.mail.models import Mailbox

PATIENCE = 15.0  # seconds for the provider's answer
LONGEST = 100_000  # bytes of an answer that are read


def access_token(row: Mailbox) -> str:
    """A token that opens the mailbox for a while; refuses in words what the provider refuses."""
    asked = urllib.parse.urlencode(
        {
            "grant_type": "refresh_token",
            "refresh_token": opened(row.secret),
            "client_id": row.client_id,
        }
    ).encode()
    if not row.token_url.startswith("https://") and not _is_here(row.token_url):
        raise Refused(_("Tokens are asked for by https only."))
    request = urllib.request.Request(row.token_url, asked, {"Accept": "application/json"})
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            said = json.loads(answer.read(LONGEST))
    except urllib.error.HTTPError as error:
        words = error.read(300).decode(errors="replace")
        raise Refused(_("The provider gave no token: %(words)s") % {"words": words}) from error
    except (OSError, HTTPException, ValueError) as error:
        raise Refused(_("The provider did not answer: %(words)s") % {"words": error}) from error
    token = said.get("access_token") if isinstance(said, dict) else None
    if not isinstance(token, str) or not token:
        raise Refused(_("The provider's answer holds no token."))
    return token


def _is_here(url: str) -> bool:
    return urllib.parse.urlsplit(url).hostname in {"127.0.0.1", "::1", "localhost"}
