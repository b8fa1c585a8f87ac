"""Bringing a filled database to this version: looked at first, copied, then migrated.

Refuses, before anything was changed, when another instance still runs, when there is no room for
a copy, or when the backup fails.
"""

import fcntl
import os
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.utils import timezone

from pindos.kernel.disk import TIGHT, room_at
from pindos.kernel.errors import Refused
from pindos.kernel.models import Heartbeat
from pindos.kernel.pulse import SILENT_AFTER, others_running
from pindos.kernel.release import release
from pindos.kernel.safekeeping import keeper
from pindos.kernel.tables import Gap
from pindos.kernel.uncollected import uncollected

Say = Callable[[str], object]
COPIES = 3  # that are kept beside the database
PAUSE = 2.0  # seconds between two looks whether others have ended


def upgrade(found: Gap, say: Say, *, is_watched: bool) -> None:
    """Run the migrations that are missing; say how long nobody was answered."""
    tables = set(connection.introspection.table_names())
    is_new = "kernel_event" not in tables
    if is_new:
        say("Preparing the database …")
        with uncollected():
            call_command("migrate", verbosity=0, interactive=False)
        return
    began = time.monotonic()
    last = _last_sign_of_life(tables)
    _wait_for_others(tables, say, is_watched=is_watched)
    _look_for_room()
    say(f"Upgrading to {release()}: {len(found.missing)} migrations …")
    _keep_a_copy(say)
    call_command("migrate", verbosity=0, interactive=False)
    say(f"Upgraded in {time.monotonic() - began:.1f} s.")
    if last:
        down = (timezone.now() - last).total_seconds()
        say(
            f"Until now nobody was answered for {down:.0f} s: the last sign of life was {last:%c}."
        )


def _last_sign_of_life(tables: set[str]) -> datetime | None:
    if Heartbeat._meta.db_table not in tables:
        return None
    seen = Heartbeat.objects.filter(kind="web").order_by("-seen_at")
    return seen.values_list("seen_at", flat=True).first()


def _wait_for_others(tables: set[str], say: Say, *, is_watched: bool) -> None:
    """Processes of a former version must not write into new tables.

    Those of this machine are asked by their number, those of others by their signs of life: after
    a machine has stopped, its last one is waited for.
    """
    if not is_watched:
        _refuse_beside_a_supervisor()
    if Heartbeat._meta.db_table not in tables:
        return
    until = time.monotonic() + SILENT_AFTER.total_seconds() + PAUSE
    told = False
    while others := others_running():
        names = ", ".join(sorted(others))
        if time.monotonic() > until:
            raise Refused(f"Another instance runs on this database: {names}. Stop it first.")
        if not told:
            say(f"Waiting for {names} to end …")
            told = True
        time.sleep(PAUSE)


def _refuse_beside_a_supervisor() -> None:
    """`pindos up` of this home holds its lock for as long as it runs."""
    lock = os.open(settings.HOME / "up.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        words = f"`pindos up` runs on {settings.HOME}: stop it first, then it upgrades itself"
        raise Refused(f"{words} when it is started again.") from error
    finally:
        os.close(lock)


def _look_for_room() -> None:
    """A migration may write a table anew, and the copy takes as much again."""
    size = _file().stat().st_size if connection.vendor == "sqlite" else 0
    needed, free = 2 * size + TIGHT, room_at(settings.HOME).free
    if free < needed:
        raise Refused(
            f"There is not enough room to upgrade: {free // 10**6} MB are free below"
            f" {settings.HOME}, {needed // 10**6} MB are needed. Nothing was changed."
        )


def _keep_a_copy(say: Say) -> None:
    if _backed_up(say):
        return
    if connection.vendor == "sqlite":
        say(f"The database as it was is kept in {_copied()}.")
    else:
        say("No backup is set up, so none was made: pg_dump makes one.")


def _backed_up(say: Say) -> bool:
    """Whether whoever keeps backups made one; its own tables may be older than its program."""
    try:
        kept = keeper()
        if kept is not None:
            kept.back_up(say)
    except DatabaseError as error:
        say(f"The backup cannot be made with the tables as they are: {str(error).strip()}")
        return False
    return kept is not None


def _copied() -> Path:
    """A copy beside the database, made page by page by SQLite itself; the oldest ones go."""
    folder = settings.HOME / "before-upgrade"
    folder.mkdir(mode=0o700, exist_ok=True)
    target = folder / f"{timezone.localtime():%Y%m%d-%H%M%S}.sqlite3"
    unfinished = target.with_suffix(".part")
    with (
        closing(sqlite3.connect(f"file:{_file()}?mode=ro", uri=True)) as source,
        closing(sqlite3.connect(unfinished)) as copy,
    ):
        source.backup(copy)
    unfinished.chmod(0o600)
    unfinished.replace(target)
    for old in sorted(folder.glob("*.sqlite3"))[:-COPIES]:
        old.unlink()
    return target


def _file() -> Path:
    return Path(str(connection.settings_dict["NAME"]))
