"""PostgreSQL as the other side of a copy.

Indexes and foreign keys are taken off while rows arrive and made anew afterwards, from what they
were: that is quicker, and looks at every row once more.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings

from pindos.kernel.later import psycopg, sql
from pindos.operations.backing.servers import connected, holds_something, refuse_unfit
from pindos.operations.copying import target
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
LATER = "SELECT id, command FROM pindos_copy_later ORDER BY id"
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


@contextmanager
def postgresql_at(address: str, instance: str) -> Iterator["PostgreSQL"]:
    """A database of a server while it is filled; refused when it cannot be."""
    with connected(address, autocommit=True) as there:
        refuse_unfit(there)
        yield PostgreSQL(there, address, instance)


class PostgreSQL(target.Target):
    """A connection to the database that is filled."""

    vendor = "postgresql"

    def __init__(self, there: "psycopg.Connection[Row]", address: str, instance: str) -> None:
        self._to = there
        self._address = address
        self._instance = instance

    def take(self) -> str:
        """Take the database for this copy; the step at which an earlier one was interrupted.

        Refuses one that holds anything else, and one that another copy is filling just now.
        """
        if not self.ask("SELECT pg_try_advisory_lock(%s)", [COPIER_LOCK])[0][0]:
            raise target.is_taken()
        if self.ask("SELECT to_regclass('pindos_copy')", [])[0][0] is None:
            if holds_something(self._to):
                raise target.holds_something()
            with self._to.transaction():
                for command in MARK:
                    self._to.execute(command)
                self._to.execute("INSERT INTO pindos_copy VALUES (%s, 'new')", [self._instance])
        [[instance, step]] = self.ask("SELECT instance, step FROM pindos_copy", [])
        if instance != self._instance:
            raise target.is_of_another()
        return str(step)

    def clear(self) -> None:
        """Throw away what an interrupted copy has brought; only called with its mark there."""
        with self._to.transaction():
            for [kind, name] in self.ask(THERE, []):
                dropping = sql.SQL("DROP {} {} CASCADE")
                self._to.execute(dropping.format(sql.SQL(kind), sql.SQL(name)))

    def make_tables(self) -> None:
        """The tables of this version, made by the migrations in a process of their own."""
        target.migrate(*self.place)
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

    def put(self, table: Table, rows: list[Row], last: str, total: int) -> None:
        """Rows, and how far that is, in one transaction."""
        named = sql.SQL(", ").join(sql.Identifier(name) for name, _kind in table.columns)
        into = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table.name), named)
        try:
            with self._to.transaction():
                with self._to.cursor() as cursor, cursor.copy(into) as copy:
                    for row in rows:
                        copy.write_row(row)
                self.note(table, last, total, is_done=False)
        except psycopg.DataError as error:
            raise target.does_not_fit(table.name, error) from None

    def dress(self, tables: list[Table]) -> None:
        """Make indexes and foreign keys anew, each once; new rows go on after the last number."""
        for number, command in self.ask(LATER, []):
            with self._to.transaction():
                self._to.execute(command)
                self._to.execute("DELETE FROM pindos_copy_later WHERE id = %s", [number])
        self._set_sequences(tables)

    @property
    def place(self) -> tuple[Path, str]:
        """The home and the address by which a process of its own finds it."""
        return Path(settings.HOME), self._address

    def leave(self) -> None:
        """It is whole: nothing of the copying stays."""
        with self._to.transaction():
            for name in OURS:
                self._to.execute(sql.SQL("DROP TABLE {}").format(sql.Identifier(name)))

    def sent(self, words: str, values: list[Any]) -> Any:
        """What the database says, as its driver gives it."""
        return self._to.execute(words.encode(), values)

    def _set_sequences(self, tables: list[Table]) -> None:
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

    def _step(self, step: str) -> None:
        self._to.execute("UPDATE pindos_copy SET step = %s", [step])

    def _later(self, command: str) -> None:
        self._to.execute("INSERT INTO pindos_copy_later (command) VALUES (%s)", [command])
