"""Bringing a backup back: to a home that holds nothing yet, or to a scratch folder for a drill.

Everything lands beside its place first and is then moved; the database comes last, so a home has
either all of it or none. What was killed half-way is begun anew and never taken for filled; what
was killed before it was proved is only proved.
"""

import fcntl
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from pindos.kernel.errors import Refused
from pindos.kernel.later import psycopg
from pindos.kernel.tables import known
from pindos.operations.backing import postgres
from pindos.operations.backing.dumping import (
    MANIFEST,
    POSTGRES,
    SECRET,
    SQLITE,
    Manifest,
    read_manifest,
)
from pindos.operations.backing.places import PASSWORD, fresh, need
from pindos.operations.backing.restic import Restic
from pindos.operations.backing.servers import (
    connected,
    holds_something,
    refuse_unfit,
    server_version,
    settings_of,
)

DATABASE = "pindos.sqlite3"
UNFINISHED = Path("backup") / "restoring"
STAGED = Path("backup") / "now"
BEGUN = "begun"  # beside what is being restored: which backup, to which empty database
UNPROVED = Path("backup") / "unproved"  # all is in its place, and nobody has counted it yet
MOVED = ("files", "checkpoints")


class Restored(NamedTuple):
    """What was brought back, and where its manifest stands."""

    manifest: Manifest
    path: Path


def manifest_of(restic: Restic, snapshot: str) -> Manifest:
    """The words of a backup; refused when it is of a version after this one."""
    manifest = read_manifest(restic.dump(snapshot, f"/{STAGED}/{MANIFEST}"))
    _refuse_newer(manifest)
    return manifest


def bring_back(restic: Restic, snapshot: str, home: Path, database: str = "") -> Restored:
    """Bring a backup back to a home, and to an empty database when it is of PostgreSQL.

    Refuses a home or a database that holds an instance, one that is running, a backup of a newer
    version, and a disk that is too small; nothing is touched then. What an earlier call has
    brought back without getting to its proof is left as it is.
    """
    manifest = manifest_of(restic, snapshot)
    _refuse_other_kind(manifest, database)
    with at_rest(home):
        mark = f"{snapshot}\n{_identity(database)}\n"
        if _read(home / UNPROVED) == mark:
            shutil.rmtree(home / UNFINISHED, ignore_errors=True)
            return Restored(manifest, home / "backup" / MANIFEST)
        _refuse_filled(home)
        is_filled = bool(database) and _is_filled(database, manifest, home, mark)
        need(home, restic.size(snapshot))
        if not is_filled:
            _write(fresh(home / UNFINISHED) / BEGUN, mark)
        restic.restore(snapshot, home / UNFINISHED)
        if database and not is_filled:
            dump = home / UNFINISHED / STAGED / POSTGRES
            postgres.restore(server_version(database), settings_of(database), dump)
        path = _settle(home, restic.password, mark)
    return Restored(manifest, path)


def note_proved(home: Path) -> None:
    """What was brought back to a home was counted and is whole: it is an instance of its own."""
    (home / UNPROVED).unlink(missing_ok=True)


@contextmanager
def at_rest(home: Path) -> Iterator[None]:
    """A home on which no Pindos runs meanwhile; refused while one does."""
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    lock = os.open(home / "up.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError:
        raise Refused(
            _("Pindos is running on %(home)s. Stop it first.") % {"home": home}
        ) from None
    finally:
        os.close(lock)


def _refuse_newer(manifest: Manifest) -> None:
    ours = {app for app, _name in known()}
    of_ours = {each for each in map(tuple, manifest.migrations) if each[0] in ours}
    if of_ours - known():
        raise Refused(
            _("A newer Pindos made this backup (%(version)s). Restore it with that version.")
            % {"version": manifest.version}
        )


def _refuse_other_kind(manifest: Manifest, database: str) -> None:
    if manifest.vendor == "postgresql" and not database:
        raise Refused(
            _("This backup is of PostgreSQL. Name an empty database with --database URL.")
        )
    if manifest.vendor == "sqlite" and database:
        raise Refused(
            _("This backup is of SQLite. Restore it without --database, then: instance copy.")
        )


def _identity(database: str) -> str:
    """Which database it is; another one of the same name is another one. Empty for SQLite."""
    if not database:
        return ""
    asked = "SELECT oid FROM pg_database WHERE datname = current_database()"
    with connected(database) as there:
        [number] = there.execute(asked).fetchone() or [""]
        return f"{there.info.host}:{there.info.port}/{there.info.dbname} {number}"


def _is_filled(database: str, manifest: Manifest, home: Path, mark: str) -> bool:
    """Whether an earlier restore of this backup has filled it; refused when anything else has.

    It is filled in one transaction, wholly or not at all, and was empty when that was begun.
    """
    with connected(database) as asked:
        refuse_unfit(asked)
        if not holds_something(asked):
            return False
        is_ours = _read(home / UNFINISHED / BEGUN) == mark and _is_of(asked, manifest)
        if not is_ours:
            raise Refused(_("The database holds something already. Name one that is empty."))
        return True


def _is_of(asked: "psycopg.Connection[tuple[Any, ...]]", manifest: Manifest) -> bool:
    """Whether its tables are those of the backup; what they hold is proved at the end."""
    try:
        rows = asked.execute("SELECT app, name FROM django_migrations").fetchall()
    except psycopg.errors.UndefinedTable:
        return False
    return sorted(rows) == sorted((app, name) for app, name in manifest.migrations)


def _refuse_filled(home: Path) -> None:
    if (home / UNFINISHED).exists():
        return  # an earlier restore did not get to its end
    files = home / "files"
    if _has_tables(home / DATABASE) or (files.exists() and any(files.iterdir())):
        raise Refused(
            _("%(home)s holds an instance already. Name a folder that is empty.") % {"home": home}
        )


def _has_tables(path: Path) -> bool:
    if not path.exists():
        return False
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as database:
        try:
            return bool(database.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone())
        except sqlite3.DatabaseError:
            return True  # something is there, and it is not ours to overwrite


def _settle(home: Path, password: Path, mark: str) -> Path:
    """Move everything to its place, the database last; return the manifest's."""
    work = home / UNFINISHED
    for name in MOVED:
        if (work / name).exists():
            shutil.rmtree(home / name, ignore_errors=True)
            (work / name).replace(home / name)
    keys = home / "keys"
    keys.mkdir(exist_ok=True, mode=0o700)
    if (work / "keys").exists():
        for path in (work / "keys").iterdir():
            path.replace(keys / path.name)
    _write(keys / "secret-key", (work / STAGED / SECRET).read_text())
    if password.resolve() != (keys / PASSWORD).resolve():
        _write(keys / PASSWORD, password.read_text())
    kept = home / "backup" / MANIFEST
    shutil.copyfile(work / STAGED / MANIFEST, kept)
    database = work / STAGED / SQLITE
    if database.exists():
        for ending in ("-wal", "-shm"):
            with suppress(FileNotFoundError):
                (home / f"{DATABASE}{ending}").unlink()
        database.replace(home / DATABASE)
    _write(home / UNPROVED, mark)
    shutil.rmtree(work)
    return kept


def _read(path: Path) -> str:
    return path.read_text() if path.exists() else ""


def _write(path: Path, text: str) -> None:
    path.touch(0o600)
    path.chmod(0o600)
    with path.open("w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
