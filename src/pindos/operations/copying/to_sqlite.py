"""SQLite as the other side of a copy: a file that gets its name only when all of it is proved.

Until then it lies in a folder beside its place that looks like a home: the files, keys and
checkpoints of this instance are linked there, so that processes of their own can make its tables
and prove it. Killed at any point, the place holds either nothing or all of it.
"""

import fcntl
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.db.backends.sqlite3 import base  # noqa: F401  tells the driver of its columns
from django.utils.translation import gettext as _

from pindos.kernel.errors import Refused
from pindos.operations.backing.dumping import database_size
from pindos.operations.backing.places import need
from pindos.operations.copying import target
from pindos.operations.copying.tables import Row, Table

KINDS = sqlite3.PARSE_DECLTYPES  # as Django has told the driver to read its columns
LINKED = ("files", "keys", "checkpoints")
MARK = (
    "CREATE TABLE pindos_copy (instance text NOT NULL, step text NOT NULL)",
    "CREATE TABLE pindos_copy_table (name text PRIMARY KEY, last text, rows bigint NOT NULL,"
    " is_done bool NOT NULL)",
)
OURS = ("pindos_copy", "pindos_copy_table")
SETTINGS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=NORMAL",  # a power cut takes the last parts and leaves the file whole
    "PRAGMA cache_size=-64000",  # 64 MB
    "PRAGMA foreign_keys=OFF",  # they are looked at when all rows are there
)
BROKEN = 'SELECT "table", rowid, parent FROM pragma_foreign_key_check LIMIT 1'


def file_of(url: str) -> Path:
    """The file that sqlite:///folder/pindos.sqlite3 names, from the root of the file system."""
    path = Path("/" + unquote(urlsplit(url).path).lstrip("/"))
    if path.name != target.FILE or urlsplit(url).netloc:
        raise Refused(
            _(
                "Write the file as sqlite:///folder/%(name)s: an instance looks for it under that"
                " name."
            )
            % {"name": target.FILE}
        )
    return path


@contextmanager
def sqlite_at(url: str, instance: str) -> Iterator["SQLite"]:
    """A file while it is filled, beside its place; refused when something is there already."""
    path = file_of(url)
    if path.exists():
        raise target.holds_something()
    need(path.parent, database_size())
    beside = path.with_name(f"{path.name}.copying")
    beside.mkdir(parents=True, exist_ok=True, mode=0o700)
    with _alone(beside):
        for name in LINKED:
            there, link = Path(settings.HOME) / name, beside / name
            if there.exists() and not link.is_symlink():
                link.symlink_to(there.absolute(), target_is_directory=True)
        yield SQLite(path, beside, instance)


@contextmanager
def _alone(beside: Path) -> Iterator[None]:
    lock = os.open(beside / "lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError:
        raise target.is_taken() from None
    finally:
        os.close(lock)


class SQLite(target.Target):
    """The file that is filled."""

    vendor = "sqlite"

    def __init__(self, path: Path, beside: Path, instance: str) -> None:
        self._path = path
        self._beside = beside
        self._file = beside / target.FILE
        self._instance = instance
        self._to = self._opened()

    def take(self) -> str:
        """Begin, or the step at which an earlier copy was interrupted.

        A file without our mark was left by one that had come to its end and was killed before the
        file got its name: it is begun anew.
        """
        has_tables = self.ask("SELECT 1 FROM sqlite_master LIMIT 1", [])
        if has_tables and not self._has_mark():
            self.clear()
        if not self._has_mark():
            with self._whole():
                for command in MARK:
                    self._to.execute(command)
                self._to.execute("INSERT INTO pindos_copy VALUES (?, 'new')", [self._instance])
        [[instance, step]] = self.ask("SELECT instance, step FROM pindos_copy", [])
        if instance != self._instance:
            raise target.is_of_another()
        return str(step)

    def clear(self) -> None:
        """Throw away what an interrupted copy has brought."""
        self._to.close()
        for ending in ("", "-wal", "-shm"):
            self._file.with_name(f"{target.FILE}{ending}").unlink(missing_ok=True)
        self._to = self._opened()

    def make_tables(self) -> None:
        """The tables of this version, made by the migrations in a process of their own."""
        target.migrate(*self.place)
        self._to.execute("UPDATE pindos_copy SET step = 'made'")

    def strip(self, tables: list[Table]) -> None:
        """Empty every table; triggers empty the index of the search."""
        with self._whole():
            for table in tables:
                self._to.execute(f'DELETE FROM "{table.name}"')
            self._to.execute("DELETE FROM pindos_copy_table")
            self._to.execute("DELETE FROM sqlite_sequence")
            self._to.execute("UPDATE pindos_copy SET step = 'bare'")

    def put(self, table: Table, rows: list[Row], last: str, total: int) -> None:
        """Rows, and how far that is, in one transaction."""
        places = ", ".join("?" for _column in table.columns)
        into = f'INSERT INTO "{table.name}" ({table.names}) VALUES ({places})'
        try:
            with self._whole():
                self._to.executemany(into, map(table.to_sqlite, rows))
                self.note(table, last, total, is_done=False)
        except (sqlite3.IntegrityError, sqlite3.DataError, OverflowError) as error:
            raise target.does_not_fit(table.name, error) from None

    def dress(self, tables: list[Table]) -> None:
        """Look at every foreign key once; new rows go on after the last number by themselves."""
        for [table, row, parent] in self.ask(BROKEN, []):
            raise target.does_not_fit(table, LookupError(f"{row} → {parent}"))
        self._to.execute("ANALYZE")

    def sent(self, words: str, values: list[Any]) -> Any:
        """What the database says, as its driver gives it."""
        return self._to.execute(words.replace("%s", "?"), values)

    @property
    def place(self) -> tuple[Path, str]:
        """The home and the address by which a process of its own finds it."""
        return self._beside, ""

    def leave(self) -> None:
        """It is whole: the file gets its name, and nothing else of the copying stays."""
        with self._whole():
            for name in OURS:
                self._to.execute(f"DROP TABLE {name}")
        self._to.execute("PRAGMA journal_mode=DELETE")  # all of it is in the one file
        self._to.close()
        self._file.chmod(0o600)
        self._file.replace(self._path)
        shutil.rmtree(self._beside)

    def _opened(self) -> sqlite3.Connection:
        opened = sqlite3.connect(self._file, isolation_level=None, timeout=60, detect_types=KINDS)
        for command in SETTINGS:
            opened.execute(command)
        return opened

    def _has_mark(self) -> bool:
        return bool(self.ask("SELECT 1 FROM sqlite_master WHERE name = 'pindos_copy'", []))

    @contextmanager
    def _whole(self) -> Iterator[None]:
        self._to.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._to.execute("ROLLBACK")
            raise
        self._to.execute("COMMIT")
