"""The bytes of files: below one folder, found by their SHA-256, each stored once."""

import hashlib
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings


def path_of(sha256: str) -> Path:
    """Where the bytes with this hash stand; two levels of folders keep each folder small."""
    return Path(settings.FILES) / sha256[:2] / sha256[2:4] / sha256


def keep(chunks: Iterable[bytes]) -> tuple[str, int]:
    """Put bytes on disk for good; return their hash and their size.

    They are written under another name and synced before they get their own, so that a file with
    a hash for a name is always whole.
    """
    folder = Path(settings.FILES) / "new"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    digest, size = hashlib.sha256(), 0
    with tempfile.NamedTemporaryFile(dir=folder, delete=False) as file:
        for chunk in chunks:
            digest.update(chunk)
            size += file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
    target = path_of(digest.hexdigest())
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    Path(file.name).replace(target)
    _sync(target.parent)
    return digest.hexdigest(), size


def _sync(folder: Path) -> None:
    """A new name is safe only when its folder is on disk too."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
