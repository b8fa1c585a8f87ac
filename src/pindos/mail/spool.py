"""Raw messages on disk: written and synced before anybody is told that they were taken."""

import hashlib
import os
from contextlib import suppress
from pathlib import Path
from secrets import token_hex

from django.conf import settings

from pindos.kernel.disk import sync_folder


def path_of(sha256: str) -> Path:
    """Where a message with this hash stands, below the files of the instance."""
    return Path(f"{settings.FILES}/mail/{sha256[:2]}/{sha256}.eml")


def keep(raw: bytes) -> str:
    """Put a message on disk for good and return its SHA-256; the same bytes stand once."""
    sha256 = hashlib.sha256(raw).hexdigest()
    target = path_of(sha256)
    folder = target.parent
    try:
        if _is_whole(target, len(raw)):
            return sha256
        _write(target, raw)
    except FileNotFoundError:  # the first of its folder
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        sync_folder(folder.parent)
        _write(target, raw)
    sync_folder(folder)
    return sha256


def _is_whole(target: Path, size: int) -> bool:
    with suppress(FileNotFoundError):
        return target.stat().st_size == size
    return False


def _write(target: Path, raw: bytes) -> None:
    """Under a name that nobody else has, until all of it is on disk."""
    part = Path(f"{target}.{token_hex(8)}")
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(raw)
            file.flush()
            os.fsync(descriptor)
        part.replace(target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def read(sha256: str) -> bytes:
    """The bytes of a message; OSError when they are gone."""
    return path_of(sha256).read_bytes()


def remove(sha256: str) -> None:
    """Remove a message whose time has come."""
    with suppress(FileNotFoundError):
        path_of(sha256).unlink()
