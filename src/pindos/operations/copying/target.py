"""The other side of a copy: a database that remembers how far the copying has come.

Its own tables, ``pindos_copy`` and what begins so, are the mark by which a database that is being
filled is known; they go when all of it is proved.
"""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any, Protocol

from django.utils.translation import gettext as _

from pindos.kernel.errors import Refused
from pindos.operations.copying.tables import Row, Table

FILE = "pindos.sqlite3"  # the name by which an instance finds its database in its home


class Target(Protocol):
    """What is filled, each statement committed by itself; ``vendor`` as Django names it."""

    vendor: str

    def take(self) -> str:
        """Take the database for this copy; the step at which an earlier one was interrupted.

        Refuses one that holds anything else, and one that another copy is filling just now.
        """
        ...

    def clear(self) -> None:
        """Throw away what an interrupted copy has brought; only called with its mark there."""
        ...

    def make_tables(self) -> None:
        """The tables of this version, made by the migrations in a process of their own."""
        ...

    def strip(self, tables: list[Table]) -> None:
        """Empty every table, and take off what slows rows down; what it was is written down."""
        ...

    def come_to(self, table: Table) -> tuple[str | None, int, bool]:
        """How far a table is: its last key as JSON, its rows, whether all are there."""
        ...

    def put(self, table: Table, rows: list[Row], last: str, total: int) -> None:
        """Rows, and how far that is, in one transaction."""
        ...

    def end(self, table: Table, last: str | None, total: int) -> None:
        """All rows of a table are there."""
        ...

    def dress(self, tables: list[Table]) -> None:
        """Make anew what was taken off, and let new rows go on after the last number."""
        ...

    def ask(self, words: str, values: list[Any]) -> list[Row]:
        """What the database says; ``%s`` stands for a value."""
        ...

    @property
    def place(self) -> tuple[Path, str]:
        """The home and the address by which a process of its own finds it."""
        ...

    def leave(self) -> None:
        """It is whole: nothing of the copying stays."""
        ...


def migrate(home: Path, address: str) -> None:
    """Make the tables of this version in an empty database, by a process of its own."""
    done = subprocess.run(
        [
            *("setpriv", "--pdeathsig", "KILL", sys.executable),
            *("-m", "django", "migrate", "--verbosity", "0"),
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
