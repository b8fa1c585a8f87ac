"""Where things lie while a backup is made or brought back; one at a time in one home."""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_urlsafe

from django.conf import settings
from django.utils.translation import gettext as _

from pindos.kernel.errors import Refused
from pindos.shell.moments import size_of

SPARE = 64 * 1024 * 1024  # bytes that must stay free beside what is written
PASSWORD = "backup-password"  # noqa: S105  the name of a file
ENVIRONMENT = "backup-environment"
OWN = (f"keys/{PASSWORD}", f"keys/{ENVIRONMENT}")  # the repository's keys: of no use within it
PASSING = ("files/new", "files/exports")  # half-sent files; copies of data that wait some days
LEFT_OUT = (f"{OWN[0]}*", OWN[1], *PASSING)


def folder() -> Path:
    """All that backups need beside the data: never backed up itself."""
    found = Path(settings.HOME) / "backup"
    found.mkdir(parents=True, exist_ok=True, mode=0o700)
    return found


def staging() -> Path:
    """What is written for a backup: the database as it stood, and words about it."""
    return folder() / "now"


def scratch() -> Path:
    """Where a drill brings an instance back to."""
    return folder() / "drill"


def password_file() -> Path:
    """The file with the password of the repository."""
    return Path(settings.KEYS) / PASSWORD


def environment() -> dict[str, str]:
    """What keys/backup-environment says, NAME=value a line: keys of a store, passwords."""
    path = Path(settings.KEYS) / ENVIRONMENT
    lines = path.read_text().splitlines() if path.exists() else []
    pairs = (line.partition("=") for line in lines if line.strip() and line.strip()[0] != "#")
    return {name.strip(): value.strip() for name, _equals, value in pairs}


def make_password() -> None:
    """A new password, written whole or not at all, readable by its owner only."""
    path = password_file()
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    part = path.with_suffix(f".{os.getpid()}.part")
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(token_urlsafe(32) + "\n")
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)


def files_below(path: Path) -> int:
    """How many files lie below a folder that go into a backup."""
    found = 0
    for folder, names, files in os.walk(path):
        place = Path(folder).relative_to(settings.HOME)
        names[:] = [name for name in names if str(place / name) not in PASSING]
        found += sum(not str(place / name).startswith(OWN) for name in files)
    return found


def fresh(path: Path) -> Path:
    """An empty folder there, whatever an earlier run has left."""
    shutil.rmtree(path, ignore_errors=True)
    path.mkdir(parents=True, mode=0o700)
    return path


def need(path: Path, size: int) -> None:
    """Refuse when so many bytes would not fit where a path lies."""
    there = next(each for each in (path, *path.parents) if each.exists())
    free = shutil.disk_usage(there).free
    if free < size + SPARE:
        raise Refused(
            _("%(path)s has %(free)s free; %(size)s are needed. Make room, then try again.")
            % {"path": there, "free": size_of(free), "size": size_of(size + SPARE)}
        )


@contextmanager
def alone() -> Iterator[None]:
    """No other backup, drill or restore of this home meanwhile; the system frees a dead one's."""
    lock = os.open(folder() / "lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError:
        raise Busy from None
    finally:
        os.close(lock)


class Busy(Refused):
    """Another backup, drill or restore runs here."""

    def __init__(self) -> None:
        super().__init__(_("A backup or a drill is running already. Wait until it has ended."))
