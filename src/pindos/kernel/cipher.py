"""Keeps secrets that must be read again: encrypted under keys that are derived, never stored."""

from base64 import urlsafe_b64encode

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from pindos.kernel.errors import Refused

OLD, NEW = "•••", "••••••"  # what stands for a secret; not alike, so that a change shows


def sealed(secret: str, *, purpose: str) -> str:
    """The secret as it may stand in the database; nothing stays nothing."""
    return _fernet(purpose).encrypt(secret.encode()).decode() if secret else ""


def opened(kept: str, *, purpose: str) -> str:
    """The secret again; refused when it was sealed for something else or under another key."""
    try:
        return _fernet(purpose).decrypt(kept.encode()).decode() if kept else ""
    except InvalidToken:
        raise Refused(
            _("The kept password can no longer be read: SECRET_KEY has changed. Type it again.")
        ) from None


def told(old: str, new: str) -> tuple[str, str]:
    """What the audit says of a secret that changes: that there was one and is one, never which."""
    return OLD if old else "", NEW if new else ""


def _fernet(purpose: str) -> Fernet:
    """RFC 5869: a key of its own for each purpose from the instance's key."""
    derived = HKDF(SHA256(), length=32, salt=None, info=f"pindos {purpose}".encode())
    return Fernet(urlsafe_b64encode(derived.derive(settings.SECRET_KEY.encode())))
