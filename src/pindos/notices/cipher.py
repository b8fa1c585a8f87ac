"""Keeps the one secret of this context: encrypted under a key that is derived, never stored."""

from base64 import urlsafe_b64encode

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from pindos.kernel.errors import Refused

PURPOSE = b"pindos notices mail-server password"


def sealed(secret: str) -> str:
    """The secret as it may stand in the database; nothing stays nothing."""
    return _fernet().encrypt(secret.encode()).decode() if secret else ""


def opened(kept: str) -> str:
    """The secret again; refused when it was sealed under another SECRET_KEY."""
    try:
        return _fernet().decrypt(kept.encode()).decode() if kept else ""
    except InvalidToken:
        raise Refused(
            _("The kept password can no longer be read: SECRET_KEY has changed. Type it again.")
        ) from None


def _fernet() -> Fernet:
    """RFC 5869: a key of its own for this purpose from the instance's key."""
    derived = HKDF(SHA256(), length=32, salt=None, info=PURPOSE)
    return Fernet(urlsafe_b64encode(derived.derive(settings.SECRET_KEY.encode())))
