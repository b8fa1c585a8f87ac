"""Signs what goes to a receiver: Standard Webhooks 1.0, symmetric (HMAC-SHA256)."""

import hashlib
import hmac
from base64 import b64decode, b64encode
from collections.abc import Iterable
from secrets import token_bytes

PREFIX = "whsec_"
LENGTH = 32  # bytes of a secret


def new_secret() -> str:
    """A secret as the receiver is given it."""
    return PREFIX + b64encode(token_bytes(LENGTH)).decode()


def signature(secret: str, message: str, at: int, body: bytes) -> str:
    """One signature; ``at`` is in seconds since 1970 and stands in the header beside it."""
    key = b64decode(secret.removeprefix(PREFIX))
    signed = b".".join([message.encode(), str(at).encode(), body])
    return "v1," + b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()


def headers(message: str, at: int, body: bytes, secrets: Iterable[str]) -> dict[str, str]:
    """The headers of one message, with a signature by each secret that still holds."""
    return {
        "webhook-id": message,
        "webhook-timestamp": str(at),
        "webhook-signature": " ".join(signature(each, message, at, body) for each in secrets),
    }
