"""Raw messages on disk: written and synced before anybody is told that they were taken."""

import hashlib
import os
import tempfile
from contextlib import suppress
from pathlib import Path

from django.conf import settings

from pindos.kernel.disk import sync_folder


def path_of(sha256: str) -> Path:
    """Where a message with this hash stands, below the files of the instance."""
    return Path(settings.FILES) / "mail" / sha256[:2] / f"{sha256}.eml"


def keep(raw: bytes) -> str:
    """Put a message on disk for good and return its SHA-256; the same bytes stand once."""
    sha256 = hashlib.sha256(raw).hexdigest()
    target = path_of(sha256)
    if target.exists() and target.stat().st_size == len(raw):
        return sha256
    if not target.parent.exists():
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        sync_folder(target.parent.parent)
    descriptor, name = tempfile.mkstemp(dir=target.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(raw)
            file.flush()
            os.fsync(descriptor)
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    sync_folder(target.parent)
    return sha256


def read(sha256: str) -> bytes:
    """The bytes of a message; OSError when they are gone."""
    return path_of(sha256).read_bytes()


def remove(sha256: str) -> None:
    """Remove a message whose time has come."""
    with suppress(FileNotFoundError):
        path_of(sha256).unlink()
