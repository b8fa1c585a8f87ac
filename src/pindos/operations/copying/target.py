"""The other side of a copy: a database that remembers how far the copying has come.

Its own tables, ``pindos_copy`` and what begins so, are the mark by which a database that is being
filled is known; they go when all of it is proved.
"""

import os
import subprocess
import sys
from abc import ABC, abstractmethod
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from pindos.kernel.errors import Refused
from pindos.operations.copying.tables import Row, Table

DJANGO = (  # as ``python -m django``; nobody looks through what is read and made for garbage
    "import gc; gc.disable(); from django.core.management import execute_from_command_line as do;"
    " do()"
)
FILE = "pindos.sqlite3"  # the name by which an instance finds its database in its home


class Target(ABC):
    """What is filled, each statement committed by itself; ``vendor`` as Django names it."""

    vendor: str

    @abstractmethod
    def take(self) -> str:
        """Take the database for this copy; the step at which an earlier one was interrupted.

        Refuses one that holds anything else, and one that another copy is filling just now.
        """

    @abstractmethod
    def clear(self) -> None:
        """Throw away what an interrupted copy has brought; only called with its mark there."""

    @abstractmethod
    def make_tables(self) -> None:
        """The tables of this version, made by the migrations in a process of their own."""

    @abstractmethod
    def strip(self, tables: list[Table]) -> None:
        """Empty every table, and take off what slows rows down; what it was is written down."""

    @abstractmethod
    def put(self, table: Table, rows: list[Row], last: str, total: int) -> None:
        """Rows, and how far that is, in one transaction."""

    @abstractmethod
    def dress(self, tables: list[Table]) -> None:
        """Make anew what was taken off, and let new rows go on after the last number."""

    @abstractmethod
    def sent(self, words: str, values: list[Any]) -> Any:
        """What the database says, as its driver gives it; ``%s`` stands for a value."""

    @property
    @abstractmethod
    def place(self) -> tuple[Path, str]:
        """The home and the address by which a process of its own finds it."""

    @abstractmethod
    def leave(self) -> None:
        """It is whole: nothing of the copying stays."""

    def ask(self, words: str, values: list[Any]) -> list[Row]:
        """The rows of an answer."""
        return list(self.sent(words, values).fetchall())

    def come_to(self, table: Table) -> tuple[str | None, int, bool]:
        """How far a table is: its last key as JSON, its rows, whether all are there."""
        found = self.ask(
            "SELECT last, rows, is_done FROM pindos_copy_table WHERE name = %s", [table.name]
        )
        return (found[0][0], found[0][1], bool(found[0][2])) if found else (None, 0, False)

    def end(self, table: Table, last: str | None, total: int) -> None:
        """All rows of a table are there."""
        self.note(table, last, total, is_done=True)

    def note(self, table: Table, last: str | None, rows: int, *, is_done: bool) -> None:
        """Write down how far a table is."""
        self.sent(
            "INSERT INTO pindos_copy_table VALUES (%s, %s, %s, %s) ON CONFLICT (name)"
            " DO UPDATE SET last = excluded.last, rows = excluded.rows,"
            " is_done = excluded.is_done",
            [table.name, last, rows, is_done],
        )


def migrate(home: Path, address: str) -> None:
    """Make the tables of this version in an empty database, by a process of its own."""
    done = subprocess.run(
        [
            *("setpriv", "--pdeathsig", "KILL", sys.executable),
            *("-c", DJANGO, "migrate", "--verbosity", "0"),
        ],
        env={
            **os.environ,
            "PINDOS_HOME": str(home),
            "DATABASE_URL": address,
            "DJANGO_SETTINGS_MODULE": "pindos.config.settings",
        },
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        said = " ".join(done.stderr.split())[-300:]
        raise Refused(_("The tables could not be made: %(said)s") % {"said": said})


def holds_something() -> Refused:
    """The other side is somebody's already."""
    return Refused(_("The database holds something already. Name one that is empty."))


def is_taken() -> Refused:
    """Two copies at once would fill it twice."""
    return Refused(_("Another copy is filling this database."))


def is_of_another() -> Refused:
    """What was begun there is of another instance."""
    return Refused(_("Another instance is being copied into this database."))


def does_not_fit(table: str, error: Exception) -> Refused:
    """A row that the other side does not take."""
    said = " ".join(str(error).split())[:400]
    words = _("A row of %(table)s does not fit into the other database: %(said)s")
    return Refused(words % {"table": table, "said": said})
