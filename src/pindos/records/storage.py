"""The bytes of files: below one folder, found by their SHA-256, each stored once."""

import fcntl
import hashlib
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, NamedTuple, cast

from django.conf import settings

from pindos.kernel.disk import sync_folder


class Draft(NamedTuple):
    """Bytes that are safe on disk and wait for the row that names them."""

    path: Path
    sha256: str
    size: int  # bytes


def path_of(sha256: str) -> Path:
    """Where the bytes with this hash stand; two levels of folders keep each folder small."""
    return Path(settings.FILES) / sha256[:2] / sha256[2:4] / sha256


def draft(write: Callable[[BinaryIO], None]) -> Draft:
    """Let a function write a file below the files folder; it is synced before this returns.

    When the function fails nothing is left behind.
    """
    folder = _drafts()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with tempfile.NamedTemporaryFile(dir=folder, delete=False) as file:
        path = Path(file.name)
        try:
            write(cast(BinaryIO, file))
            file.flush()
            os.fsync(file.fileno())
        except BaseException:
            path.unlink()
            raise
        file.seek(0)
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    return Draft(path, sha256, path.stat().st_size)


def settle(drafted: Draft) -> bool:
    """Give a draft its name; False when neither it nor its like is there any more.

    Call it with the row of its hash locked: the job that removes unused bytes locks it too. The
    file with a hash for a name is always whole, and one that was damaged is made good.
    """
    target = path_of(drafted.sha256)
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        drafted.path.replace(target)
    except FileNotFoundError:
        return target.exists()
    sync_folder(target.parent)
    return True


def remove(sha256: str) -> None:
    """Remove the bytes with this hash, if they are there."""
    path_of(sha256).unlink(missing_ok=True)


@contextmanager
def held_still() -> Iterator[None]:
    """No file is removed meanwhile, so that a copy of the folder holds all that a dump names."""
    with _lock(fcntl.LOCK_SH) as _is_ours:
        yield


@contextmanager
def removing() -> Iterator[bool]:
    """Whether files may be removed now: not while somebody holds them still."""
    with _lock(fcntl.LOCK_EX | fcntl.LOCK_NB) as is_ours:
        yield is_ours


@contextmanager
def _lock(how: int) -> Iterator[bool]:
    folder = Path(settings.FILES)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    lock = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(lock, how)
        except BlockingIOError:
            yield False
            return
        yield True
    finally:
        os.close(lock)


def drafts_before(moment: datetime) -> Iterator[Path]:
    """Drafts that nobody came for."""
    return _older(_drafts(), moment)


def folders() -> Iterator[Path]:
    """The folders in which files stand."""
    return Path(settings.FILES).glob("[0-9a-f][0-9a-f]/[0-9a-f][0-9a-f]")


def settled_before(folder: Path, moment: datetime) -> list[Path]:
    """The files of a folder that have stood there since before a moment."""
    return list(_older(folder, moment))


def _drafts() -> Path:
    return Path(settings.FILES) / "new"


def _older(folder: Path, moment: datetime) -> Iterator[Path]:
    if folder.is_dir():
        for path in folder.iterdir():
            if _is_older(path, moment):
                yield path


def _is_older(path: Path, moment: datetime) -> bool:
    try:
        return path.stat().st_mtime < moment.timestamp()
    except FileNotFoundError:  # a draft that has found its place since we looked
        return False
