"""Taking in what a mail server has handed in by ``pindos mail receive``."""

import logging
import os
import select
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError

from pindos.kernel.disk import sync_folder
from pindos.mail import handing
from pindos.mail.commands.taking import take_in
from pindos.mail.terms import Source

logger = logging.getLogger(__name__)

ABANDONED = 3600.0  # seconds after which nobody writes any more
TURN = 10.0  # seconds after which the folder is looked at though no bell was heard


def take_in_handed(spell: float = 0.0) -> int:
    """Take in what was handed in; then, for ``spell`` seconds, whatever comes meanwhile.

    Returns how many messages were new; at once where no mail server has ever handed one in. A file
    is removed when its message is kept elsewhere: what is found once more after a crash is known,
    and counts as a copy.
    """
    folder = _folder()
    if not folder.exists():
        return 0
    _clear_away(folder)
    until = time.monotonic() + spell
    with _bell(folder) as bell:
        new = _look(folder)
        while (left := until - time.monotonic()) > 0:
            if select.select([bell], [], [], min(TURN, left))[0]:
                os.read(bell, 4096)
            new += _look(folder)
    return new


def expect_handed() -> None:
    """From now on look whether something is handed in: a mail server here does so."""
    folder = _folder()
    if not folder.exists():
        folder.mkdir(mode=0o700, exist_ok=True)
        sync_folder(folder.parent)


def _folder() -> Path:
    return Path(settings.HOME) / handing.FOLDER


def _clear_away(folder: Path) -> None:
    """What was never written to its end: the mail server heard so and comes again."""
    old = time.time() - ABANDONED
    for path in folder.glob(f"*{handing.PART}"):
        with suppress(FileNotFoundError):
            if path.stat().st_mtime < old:
                path.unlink()


def _look(folder: Path) -> int:
    """All that lies there, and the sign that it was looked at."""
    (folder / handing.READ).touch()
    found = sorted(each.name for each in os.scandir(folder) if each.name.endswith(handing.DONE))
    return sum(_take(folder / name) for name in found)


def _take(path: Path) -> bool:
    """Take one in; what no rule foresaw stays where it is and holds up no other."""
    try:
        recipients, raw = handing.parted(path.read_bytes())
        taken = take_in(raw, source=Source.PIPE, recipients=recipients)
    except (OSError, DatabaseError):
        raise
    except Exception:
        logger.exception("%s cannot be taken in", path)
        return False
    path.unlink()
    return taken.is_new


@contextmanager
def _bell(folder: Path) -> Iterator[int]:
    """A pipe with a name; it is open for writing too, so that it never ends."""
    path = folder / handing.BELL
    with suppress(FileExistsError):
        os.mkfifo(path, 0o600)
    descriptor = os.open(path, os.O_RDWR | os.O_NONBLOCK)
    try:
        yield descriptor
    finally:
        os.close(descriptor)
