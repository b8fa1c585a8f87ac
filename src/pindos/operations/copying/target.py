"""The other side: a PostgreSQL database that remembers how far the copying has come.

Its own two tables, ``pindos_copy`` and ``pindos_copy_table``, are the mark by which a database
that is being filled is known; they go when all of it is proved. Indexes and foreign keys are taken
off while rows arrive and made anew afterwards, from what they were: that is quicker, and looks at
every row once more.
"""

import os
import subprocess
import sys
from typing import Any

import psycopg
from django.utils.translation import gettext as _
from psycopg import sql

from pindos.kernel.errors import Refused
from pindos.operations.backing.servers import holds_something
from pindos.operations.copying.tables import Row, Table

COPIER_LOCK = 7_003  # any number, as long as nothing else in the database locks it
MARK = (
    "CREATE TABLE pindos_copy (instance text NOT NULL, step text NOT NULL)",
    "CREATE TABLE pindos_copy_table (name text PRIMARY KEY, last text, rows bigint NOT NULL,"
    " is_done boolean NOT NULL)",
    "CREATE TABLE pindos_copy_later (id serial PRIMARY KEY, command text NOT NULL)",
)
LAST = "SELECT setval({}, coalesce(max({}), 1), max({}) IS NOT NULL) FROM {}"
THERE = (  # tables, and what the migrations make beside them; nothing that an extension has made
    "SELECT 'TABLE', quote_ident(tablename) FROM pg_tables WHERE schemaname = current_schema()"
    " UNION ALL SELECT 'ROUTINE', p.oid::regprocedure::text FROM pg_proc p"
    " JOIN pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname = current_schema()"
    " AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')"
)
OURS = ("pindos_copy", "pindos_copy_table", "pindos_copy_later")
KEYS = (
    "SELECT c.conrelid::regclass::text, quote_ident(c.conname), pg_get_constraintdef(c.oid)"
    " FROM pg_constraint c JOIN pg_namespace n ON n.oid = c.connamespace"
    " WHERE c.contype = 'f' AND n.nspname = current_schema()"
)
INDEXES = (
    "SELECT i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid)"
    " FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid"
    " JOIN pg_namespace n ON n.oid = c.relnamespace"
    " WHERE n.nspname = current_schema() AND NOT i.indisprimary"
    " AND NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = i.indexrelid)"
)


class Target:
    """A connection to the database that is filled, each statement committed by itself."""

    def __init__(self, connected: "psycopg.Connection[Row]", instance: str) -> None:
        self._to = connected
        self._instance = instance

    def take(self) -> str:
        """Take the database for this copy; the step at which an earlier one was interrupted.

        Refuses one that holds anything else, and one that another copy is filling just now.
        """
        if not self.ask("SELECT pg_try_advisory_lock(%s)", [COPIER_LOCK])[0][0]:
            raise Refused(_("Another copy is filling this database."))
        if self.ask("SELECT to_regclass('pindos_copy')", [])[0][0] is None:
            if holds_something(self._to):
                raise Refused(_("The database holds something already. Name one that is empty."))
            with self._to.transaction():
                for command in MARK:
                    self._to.execute(command)
                self._to.execute("INSERT INTO pindos_copy VALUES (%s, 'new')", [self._instance])
        [[instance, step]] = self.ask("SELECT instance, step FROM pindos_copy", [])
        if instance != self._instance:
            raise Refused(_("Another instance is being copied into this database."))
        return str(step)

    def clear(self) -> None:
        """Throw away what an interrupted copy has brought; only called with its mark there."""
        with self._to.transaction():
            for [kind, name] in self.ask(THERE, []):
                dropping = sql.SQL("DROP {} {} CASCADE")
                self._to.execute(dropping.format(sql.SQL(kind), sql.SQL(name)))

    def make_tables(self, url: str) -> None:
        """The tables of this version, made by the migrations in a process of their own."""
        done = subprocess.run(
            [
                "setpriv",
                "--pdeathsig",
                "KILL",
                sys.executable,
                "-m",
                "django",
                "migrate",
                "--verbosity",
                "0",
            ],
            env={
                **os.environ,
                "DATABASE_URL": url,
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
        self._step("made")

    def strip(self, tables: list[Table]) -> None:
        """Empty every table, and take off what slows rows down; what it was is written down."""
        with self._to.transaction():
            names = sql.SQL(", ").join(sql.Identifier(table.name) for table in tables)
            self._to.execute(sql.SQL("TRUNCATE {} CASCADE").format(names))
            for index, command in self.ask(INDEXES, []):
                self._later(command)
                self._to.execute(sql.SQL("DROP INDEX {}").format(sql.SQL(index)))
            for table, name, meant in self.ask(KEYS, []):
                self._later(f"ALTER TABLE {table} ADD CONSTRAINT {name} {meant}")
                dropping = sql.SQL("ALTER TABLE {} DROP CONSTRAINT {}")
                self._to.execute(dropping.format(sql.SQL(table), sql.SQL(name)))
            self._to.execute("DELETE FROM pindos_copy_table")
            self._step("bare")

    def come_to(self, table: Table) -> tuple[str | None, int, bool]:
        """How far a table is: its last key as JSON, its rows, whether all are there."""
        found = self.ask(
            "SELECT last, rows, is_done FROM pindos_copy_table WHERE name = %s", [table.name]
        )
        return (found[0][0], found[0][1], found[0][2]) if found else (None, 0, False)

    def put(self, table: Table, rows: list[Row], last: str, total: int) -> None:
        """Rows, and how far that is, in one transaction."""
        named = sql.SQL(", ").join(sql.Identifier(name) for name, _kind in table.columns)
        into = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table.name), named)
        try:
            with self._to.transaction():
                with self._to.cursor() as cursor, cursor.copy(into) as copy:
                    for row in rows:
                        copy.write_row(row)
                self._note(table, last, total, is_done=False)
        except psycopg.DataError as error:
            said = " ".join(str(error).split())[:400]
            words = _("A row of %(table)s does not fit into PostgreSQL: %(said)s")
            raise Refused(words % {"table": table.name, "said": said}) from None

    def end(self, table: Table, last: str | None, total: int) -> None:
        """All rows of a table are there."""
        self._note(table, last, total, is_done=True)

    def dress(self) -> int:
        """Make indexes and foreign keys anew, each once; how many were left to make."""
        found = self.ask("SELECT id, command FROM pindos_copy_later ORDER BY id", [])
        for number, command in found:
            with self._to.transaction():
                self._to.execute(command)
                self._to.execute("DELETE FROM pindos_copy_later WHERE id = %s", [number])
        return len(found)

    def set_sequences(self, tables: list[Table]) -> None:
        """Let new rows go on after the last number that was given."""
        for table in tables:
            name = f'"{table.name}"'
            [[sequence]] = self.ask("SELECT pg_get_serial_sequence(%s, %s)", [name, table.key])
            if sequence:
                last = sql.SQL(LAST)
                key = sql.Identifier(table.key)
                self._to.execute(
                    last.format(sql.Literal(sequence), key, key, sql.Identifier(table.name))
                )
        self._to.execute("ANALYZE")

    def leave(self) -> None:
        """It is whole: nothing of the copying stays."""
        with self._to.transaction():
            for name in OURS:
                self._to.execute(sql.SQL("DROP TABLE {}").format(sql.Identifier(name)))

    def ask(self, words: str, values: list[Any]) -> list[Row]:
        """What the database says."""
        return self._to.execute(words.encode(), values).fetchall()

    def _step(self, step: str) -> None:
        self._to.execute("UPDATE pindos_copy SET step = %s", [step])

    def _later(self, command: str) -> None:
        self._to.execute("INSERT INTO pindos_copy_later (command) VALUES (%s)", [command])

    def _note(self, table: Table, last: str | None, rows: int, *, is_done: bool) -> None:
        self._to.execute(
            "INSERT INTO pindos_copy_table VALUES (%s, %s, %s, %s) ON CONFLICT (name)"
            " DO UPDATE SET last = excluded.last, rows = excluded.rows,"
            " is_done = excluded.is_done",
            [table.name, last, rows, is_done],
        )
