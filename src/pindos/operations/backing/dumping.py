"""The database as it stood at one moment, in a file, with words about it that can be proved.

SQLite: its online backup, in one read transaction: whoever writes does not wait, and no page of a
later moment gets in. PostgreSQL: pg_dump in a snapshot that a connection of ours holds open, in
which the tables are counted too. Files are named by what is in them and are not removed while a
backup runs (``records``), so the files afterwards hold all that the dump names.
"""

import json
import sqlite3
from collections import defaultdict
from contextlib import closing
from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext as _

from pindos.kernel.errors import Refused
from pindos.kernel.later import psycopg
from pindos.operations.backing import postgres
from pindos.operations.backing.places import need
from pindos.operations.backing.servers import connected, own_address
from pindos.operations.backing.tally import ROWS, Columns, Tally, columns, present, rows_of, tally
from pindos.operations.checkpoints import instance_name

COLUMNS = {  # by vendor: each table with each of its columns
    "sqlite": "SELECT each.name, its.name FROM sqlite_master AS each"
    " JOIN pragma_table_info(each.name) AS its"
    " WHERE each.type = 'table' AND each.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'",
    "postgresql": "SELECT each.relname, its.attname FROM pg_class AS each"
    " JOIN pg_attribute AS its ON its.attrelid = each.oid"
    " WHERE each.relkind IN ('r', 'p') AND pg_table_is_visible(each.oid)"
    " AND each.relnamespace NOT IN ('pg_catalog'::regnamespace,"
    " 'information_schema'::regnamespace) AND its.attnum > 0 AND NOT its.attisdropped",
}
HEAD = "SELECT seq, hash FROM kernel_event WHERE seq IS NOT NULL ORDER BY seq DESC LIMIT 1"
FORM = 1  # the version of the manifest
MANIFEST = "manifest.json"
SQLITE, POSTGRES = "database.sqlite3", "database.pgdump"
SECRET = "secret-key"  # noqa: S105  the name of a file


@dataclass(frozen=True)
class Manifest:
    """What a backup says of itself.

    ``head`` is the end of the audit chain in it (number and hash), ``key`` a digest of the key
    that sealed values were sealed with, ``row`` the backup's own row, still running in the dump.
    """

    form: int
    version: str
    instance: str
    vendor: str
    server: int
    at: str
    row: int
    key: str
    migrations: list[list[str]]
    columns: Columns
    tally: Tally
    head: tuple[int, str]

    @property
    def files(self) -> int:
        """How many different files are attached."""
        return self.tally["records_blob"][ROWS]

    @property
    def tickets(self) -> int:
        """How many tickets there are."""
        return self.tally["servicedesk_ticket"][ROWS]

    @property
    def rows(self) -> int:
        """The rows of all tables."""
        return rows_of(self.tally)


def key_digest(key: str) -> str:
    """A mark of the key that gives nothing of it away."""
    return sha256(f"pindos backup {key}".encode()).hexdigest()


def read_manifest(text: str) -> Manifest:
    """The words of a backup; refused when another program, or a later form of it, wrote them."""
    try:
        words = json.loads(text)
        if words["form"] > FORM:
            raise Refused(_("A newer Pindos made this backup. Restore it with that version."))
        return Manifest(**{**words, "head": tuple(words["head"])})
    except (ValueError, KeyError, TypeError) as error:
        raise Refused(_("This is no backup of Pindos: %(error)s") % {"error": error}) from None


def dump_to(folder: Path, *, row: int, at: datetime) -> Manifest:
    """Write the database, its manifest and the instance's key into a folder."""
    need(folder, database_size())
    wanted = present(columns(), _there())
    dumped = _postgresql if connection.vendor == "postgresql" else _sqlite
    manifest = _manifest(dumped(folder, wanted), wanted, at, row)
    (folder / MANIFEST).write_text(json.dumps(asdict(manifest), indent=1) + "\n")
    (folder / SECRET).touch(0o600)
    (folder / SECRET).write_text(settings.SECRET_KEY + "\n")
    return manifest


def described(at: datetime) -> Manifest:
    """The words about this instance as it stands, without a dump; nobody may write meanwhile."""
    wanted = present(columns(), _there())

    def ask(words: str) -> list[tuple[Any, ...]]:
        with connection.cursor() as cursor:
            cursor.execute(words)
            return list(cursor.fetchall())

    return _manifest({"server": 0, **_facts(ask, wanted)}, wanted, at, 0)


def _manifest(facts: dict[str, Any], wanted: Columns, at: datetime, row: int) -> Manifest:
    return Manifest(
        form=FORM,
        version=version("pindos"),
        instance=instance_name(),
        vendor=connection.vendor,
        at=at.isoformat(timespec="seconds"),
        row=row,
        key=key_digest(settings.SECRET_KEY),
        columns=wanted,
        **facts,
    )


def _there() -> dict[str, set[str]]:
    """The columns of each table as the database has them: it may be of an older version.

    In one question: Django asks for each table, and on SQLite it reads how each was made.
    """
    found: defaultdict[str, set[str]] = defaultdict(set)
    with connection.cursor() as cursor:
        cursor.execute(COLUMNS[connection.vendor])
        for table, column in cursor.fetchall():
            found[table].add(column)
    return found


def database_size() -> int:
    """Bytes of the database as it lies there."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_database_size(current_database())")
            return int(cursor.fetchone()[0])
        cursor.execute("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")
        return int(cursor.fetchone()[0])


def _sqlite(folder: Path, wanted: Columns) -> dict[str, Any]:
    path = folder / SQLITE
    source = sqlite3.connect(f"file:{connection.settings_dict['NAME']}?mode=ro", uri=True)
    with closing(source), closing(sqlite3.connect(path)) as target:
        source.backup(target)  # all pages in one step: one moment
        target.execute("PRAGMA journal_mode=DELETE")
        path.chmod(0o600)
        return {"server": 0, **_facts(lambda sql: target.execute(sql).fetchall(), wanted)}


def _postgresql(folder: Path, wanted: Columns) -> dict[str, Any]:
    with connected(own_address()) as held:
        held.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        held.read_only = True
        row = held.execute("SELECT pg_export_snapshot()").fetchone()
        server = held.info.server_version
        path = folder / POSTGRES
        path.touch(0o600)
        postgres.dump(server, connection.settings_dict, row[0] if row else "", path)
        facts = _facts(lambda sql: held.execute(sql).fetchall(), wanted)
        return {"server": server, **facts}


def _facts(ask: Any, wanted: Columns) -> dict[str, Any]:
    """What is counted inside the dump's own moment."""
    vendor = connection.vendor
    head = ask(HEAD)
    return {
        "migrations": [list(each) for each in ask("SELECT app, name FROM django_migrations")],
        "tally": tally(ask, wanted, vendor),
        "head": (head[0][0], head[0][1]) if head else (0, ""),
    }
