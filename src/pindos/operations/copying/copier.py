"""The whole way from one database to another: rows in parts, then the proof.

Nobody writes meanwhile: the copy holds the instance's own lock, and SQLite's write lock or one
on every table of PostgreSQL, from the first row to the last comparison. Killed at any point it
goes on where it was.
"""

import json
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from django.conf import settings
from django.db import OperationalError, connection, transaction
from django.utils.translation import gettext as _

from pindos.kernel.errors import Refused
from pindos.kernel.pulse import others_running
from pindos.kernel.tables import gap
from pindos.operations.backing.dumping import MANIFEST, Manifest, described
from pindos.operations.backing.places import folder, fresh
from pindos.operations.backing.proving import Proof, in_words, prove_at
from pindos.operations.backing.restoring import at_rest
from pindos.operations.checkpoints import instance_name
from pindos.operations.copying.tables import Row, Table, parts, tables
from pindos.operations.copying.target import Target
from pindos.operations.copying.to_postgresql import postgresql_at
from pindos.operations.copying.to_sqlite import sqlite_at
from pindos.shell.moments import number_of

Say = Callable[[str], object]
PATIENCE = 10  # seconds for what is being written to come to its end
EVERY = 5.0  # seconds between two words about how far it is


class Copied(NamedTuple):
    """What was carried over: rows, a digest of all of them in order, and what was proved."""

    rows: int
    digest: str
    proof: Proof


def copy_to(url: str, say: Say, *, is_anew: bool = False) -> Copied:
    """Carry the instance over to an empty database, or go on with it; refused in words.

    ``is_anew`` throws away what an earlier, interrupted copy has brought.
    """
    _refuse_what_cannot_be_copied()
    every = tables()
    with _nobody_writing(every), _target_at(url) as target:
        step = target.take()
        if is_anew and step != "new":
            target.clear()
            step = target.take()
        if step == "new":
            say(_("Making the tables …"))
            target.make_tables()
        if step in {"new", "made"}:
            target.strip(every)
        rows = _carry(target, every, say)
        say(_("Making indexes and foreign keys …"))
        target.dress(every)
        say(_("Comparing every row …"))
        digest = _compare(target, every, say)
        say(_("Counting, checking the audit chain and every file …"))
        proof = _prove(target)
        target.leave()
    return Copied(rows, digest, proof)


def _target_at(url: str) -> AbstractContextManager[Target]:
    name = instance_name()
    if url.startswith("sqlite:"):
        return sqlite_at(url, name)
    return postgresql_at(url, name)


def _refuse_what_cannot_be_copied() -> None:
    if gap().missing or gap().is_newer:
        raise Refused(_("The database is of another version. Run first: pindos prepare"))


@contextmanager
def _nobody_writing(every: list[Table]) -> Iterator[None]:
    with at_rest(Path(settings.HOME)), transaction.atomic():
        if connection.vendor == "postgresql":
            _lock(every)
        yield


def _lock(every: list[Table]) -> None:
    """Those on other machines have ended, and nothing else writes from now on."""
    if others := others_running():
        words = _("Pindos is running on this database: %(names)s. Stop it first.")
        raise Refused(words % {"names": ", ".join(sorted(others))})
    names = ", ".join(f'"{table.name}"' for table in every)
    try:
        with connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL lock_timeout = '{PATIENCE}s'")
            cursor.execute(f"LOCK TABLE {names} IN SHARE MODE")
    except OperationalError:
        raise Refused(
            _("Something writes into the database. Stop all that uses it, then try again.")
        ) from None


def _ask(words: str, values: list[Any]) -> list[Row]:
    with connection.cursor() as cursor:
        cursor.execute(words, values)
        return list(cursor.fetchall())


def _carry(target: Target, every: list[Table], say: Say) -> int:
    progress, total = _Progress(say), 0
    for table in every:
        last, rows, is_done = target.come_to(table)
        while not is_done:
            after = None if last is None else json.loads(last)
            found = table.read(connection.vendor, _ask, after)
            if not found:
                break
            last, rows = json.dumps(found[-1][table.place]), rows + len(found)
            target.put(table, found, last, rows)
            progress.tell(table.name, rows)
        if not is_done:
            target.end(table, last, rows)
        total += rows
    return total


def _compare(target: Target, every: list[Table], say: Say) -> str:
    """Every row beside its like, in the order of the keys; a digest of all of them."""
    progress, digest = _Progress(say), sha256()
    for table in every:
        count = 0
        here = parts(table, connection.vendor, _ask)
        there = parts(table, target.vendor, target.ask)
        for ours in here:
            theirs = next(there, [])
            _compare_part(table, ours, theirs)
            digest.update(repr(ours).encode())
            count += len(ours)
            progress.tell(table.name, count)
        if next(there, None):
            raise _differs(table.name)
    return digest.hexdigest()


def _compare_part(table: Table, ours: list[Row], theirs: list[Row]) -> None:
    if ours == theirs:
        return
    if len(ours) != len(theirs):
        raise _differs(table.name)
    for one, other in zip(ours, theirs, strict=True):
        if table.alike(one) != table.alike(other):
            raise _differs(f"{table.name} {one[table.place]}")


def _differs(what: str) -> Refused:
    return Refused(
        _(
            "%(what)s is not the same on both sides: something was written meanwhile. Begin "
            "again with --anew."
        )
        % {"what": what}
    )


def _prove(target: Target) -> Proof:
    manifest: Manifest = described(datetime.now(UTC))
    path = fresh(folder() / "copy") / MANIFEST
    path.write_text(json.dumps(asdict(manifest)))
    home, address = target.place
    proof = prove_at(home, path, address, has_own_key=False)
    if not proof.is_whole:
        words = _("What was carried over is not whole: %(faults)s")
        raise Refused(words % {"faults": in_words(proof)})
    return proof


class _Progress:
    """Says how far it is, not too often."""

    def __init__(self, say: Say) -> None:
        self._say, self._last = say, time.monotonic()

    def tell(self, table: str, rows: int) -> None:
        """So many rows of a table are done."""
        now = time.monotonic()
        if now - self._last >= EVERY:
            self._last = now
            self._say(f"  {table}: {number_of(rows)}")
