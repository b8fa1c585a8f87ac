"""A filled instance is carried over to PostgreSQL and back: all of it, however often killed."""

import contextlib
import fcntl
import json
import os
import random
import re
import sqlite3
import subprocess
import sys
import time
from types import SimpleNamespace

import psycopg
import pytest
from django.db import connection
from tests.run.house import (
    address_of_database,
    drop_database,
    environment,
    kill_with_all_below,
    nobody_asks,
    run,
)
from tests.run.test_backup import OPEN, pindos, python

pytestmark = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="the other side is there"
)
NOT_ROWS = {  # when they were made, and how FTS5 lays out its index
    "django_migrations",
    *(f"search_terms{part}" for part in ("", "_data", "_idx", "_content", "_docsize", "_config")),
}
ALIVE = """
INSERT INTO kernel_heartbeat (host, pid, kind, version, began_at, seen_at, done, counts, keys)
VALUES ('elsewhere', 4711, 'web', '0', now(), now(), 0, '{}', '')
"""
SHAPE = """
SELECT 'key', conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
UNION ALL SELECT 'index', tablename, indexname, indexdef FROM pg_indexes
WHERE schemaname = 'public' ORDER BY 1, 2, 3
"""


@pytest.fixture
def database():
    """An empty database on the tests' server: its address."""
    name = f"copy_{os.getpid()}_{time.monotonic_ns()}"
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        try:
            yield address_of_database(name)
        finally:
            drop_database(server, name)


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    home = tmp_path_factory.mktemp("copy") / "home"
    instance = SimpleNamespace(home=home, more={})
    pindos(instance, "prepare")
    instance.sealed = python(instance, "-m", "tests.run.filling")
    return instance


def meant(row):
    """A key or an index without the casts and brackets that PostgreSQL writes a second time."""
    return [re.sub(r"::(character varying|text)|[()\[\]]", "", each) for each in row]


def asked(address, words):
    with psycopg.connect(address) as there:
        return there.execute(words).fetchall()


def told(address, words):
    with psycopg.connect(address, autocommit=True) as there:
        there.execute(words)


def rows_in(path):
    """What stands in a file: tables, indexes, triggers; every row, JSON by what it says."""
    with contextlib.closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as file:
        words = "SELECT type, name FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY 2"
        shape = file.execute(words).fetchall()
        names = [name for kind, name in shape if kind == "table" and name not in NOT_ROWS]
        each = 'SELECT * FROM "{}" ORDER BY 1'
        found = {name: file.execute(each.format(name)).fetchall() for name in names}
    said = {name: [tuple(map(as_said, row)) for row in rows] for name, rows in found.items()}
    return shape, said


def as_said(value):
    if isinstance(value, str) and value[:1] in {"{", "["}:
        with contextlib.suppress(ValueError):
            return json.loads(value)
    return value


def file_in(home):
    """How the file of a home is named to the copy."""
    return f"sqlite://{home}/pindos.sqlite3"


def test_all_of_it_is_carried_over_and_goes_on_from_there(filled, database, tmp_path):
    before = (filled.home / "pindos.sqlite3").read_bytes()
    said = pindos(filled, "instance", "copy", "--to", database)
    shape = asked(database, SHAPE)
    assert "Αιτήματα: 2" in said and "αρχεία: 3" in said and f"DATABASE_URL={database}" in said
    assert asked(database, "SELECT text FROM records_entry WHERE text LIKE '%τάδε%'") == [
        ("Εσωτερικό 'τάδε'; \\N \t".strip(),)
    ]
    there = SimpleNamespace(home=filled.home, more={"DATABASE_URL": database})
    comes_back_as_it_was(there, filled, tmp_path / "back")
    assert python(there, "-c", OPEN, filled.sealed) == "το μυστικό"
    assert "ακέραιη" in pindos(there, "audit", "verify")
    last = asked(database, "SELECT max(id) FROM kernel_option")[0][0] or 0
    pindos(there, "option", "set", "operations.backup_hour", "4")
    assert asked(database, "SELECT max(id) FROM kernel_option")[0][0] == last + 1, "sequences"
    assert (filled.home / "pindos.sqlite3").read_bytes() == before
    again = pindos(filled, "instance", "copy", "--to", database, fails=True)
    assert "έχει ήδη κάτι" in again
    with psycopg.connect(database, autocommit=True) as there:
        there.execute("DROP SCHEMA public CASCADE")
        there.execute("CREATE SCHEMA public")
    pindos(SimpleNamespace(home=tmp_path / "h", more={"DATABASE_URL": database}), "prepare")
    own = asked(database, SHAPE)
    assert list(map(meant, shape)) == list(map(meant, own)), "indexes and keys"


def test_a_database_that_cannot_hold_it_is_refused_before_anything_is_made(filled, unfit):
    words = ("instance", "copy", "--to")
    said = pindos(filled, *words, unfit.by_poor, fails=True)
    assert f"OWNER TO {unfit.role}" in said and len(said.splitlines()) == 1
    said = pindos(filled, *words, unfit.greek, fails=True)
    assert "ISO_8859_7" in said and "UTF8" in said and len(said.splitlines()) == 1
    for address in (unfit.by_poor, unfit.greek):
        assert asked(address, "SELECT to_regclass('pindos_copy')") == [(None,)]


def comes_back_as_it_was(there, filled, home):
    """From PostgreSQL to a file again: the same rows as in the first; nobody may write."""
    words = ("instance", "copy", "--to")
    assert "pindos.sqlite3" in pindos(there, *words, f"sqlite://{home}/other.db", fails=True)
    told(there.more["DATABASE_URL"], ALIVE)
    said = pindos(there, *words, file_in(home), fails=True)
    assert "web on elsewhere (4711)" in said and not (home / "pindos.sqlite3").exists()
    told(there.more["DATABASE_URL"], "DELETE FROM kernel_heartbeat WHERE host = 'elsewhere'")
    said = pindos(there, *words, file_in(home))
    assert "Αιτήματα: 2" in said and f"PINDOS_HOME={home}" in said
    assert [path.name for path in home.iterdir()] == ["pindos.sqlite3"]
    assert rows_in(home / "pindos.sqlite3") == rows_in(filled.home / "pindos.sqlite3")
    assert "έχει ήδη κάτι" in pindos(there, *words, file_in(home), fails=True)
    for name in ("files", "keys"):
        (home / name).symlink_to(filled.home / name)
    assert "ακέραιη" in pindos(SimpleNamespace(home=home, more={}), "audit", "verify")


@pytest.mark.slow
def test_killed_at_any_moment_it_goes_on_and_ends_with_all_of_it(filled, database, tmp_path):
    there = SimpleNamespace(home=filled.home, more={"DATABASE_URL": database})
    carried_over_though_killed(filled, database)
    assert asked(database, "SELECT count(*) FROM servicedesk_ticket") == [(2,)]
    assert asked(database, "SELECT to_regclass('pindos_copy')") == [(None,)]
    carried_over_though_killed(there, file_in(tmp_path))
    assert [path.name for path in tmp_path.iterdir()] == ["pindos.sqlite3"]
    assert rows_in(tmp_path / "pindos.sqlite3") == rows_in(filled.home / "pindos.sqlite3")


def carried_over_though_killed(instance, address):
    words = ("instance", "copy", "--to", address)
    for _ in range(2):
        doing = subprocess.Popen(
            [sys.executable, "-m", "pindos", *words],
            env=environment(instance.home, **instance.more),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(random.uniform(1.5, 6))
        kill_with_all_below(doing)
        for each in filter(None, (instance.more.get("DATABASE_URL"), address)):
            nobody_asks(each.rpartition("/")[2])
    answer = run(instance.home, *words, **instance.more)
    if answer.returncode:
        assert "έχει ήδη κάτι" in answer.stderr, answer.stderr  # the last one had come to its end


def test_a_database_that_holds_anything_or_an_instance_that_runs_is_refused(filled, database):
    with psycopg.connect(database, autocommit=True) as there:
        there.execute("CREATE TABLE theirs (id int)")
    words = ("instance", "copy", "--to", database)
    assert "έχει ήδη κάτι" in pindos(filled, *words, fails=True)
    assert asked(database, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'") == [(1,)]
    with (filled.home / "up.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert "Σταματήστε το πρώτα" in pindos(filled, *words, fails=True)
    other = ("instance", "copy", "--to", "mysql://x/y")
    assert "postgresql://" in pindos(filled, *other, fails=True)
    there = SimpleNamespace(home=filled.home, more={"DATABASE_URL": database})
    pindos(there, "instance", "copy", "--to", database, fails=True)


def test_what_was_changed_between_two_tries_is_found_and_begun_anew(filled, database):
    words = ("instance", "copy", "--to", database)
    path = filled.home / "pindos.sqlite3"
    with sqlite3.connect(path) as source:
        source.execute("UPDATE records_blob SET content_type = ?", ["x" * 101])
    assert "records_blob" in pindos(filled, *words, fails=True), "longer than the column"
    with sqlite3.connect(path) as source:
        source.execute("UPDATE records_blob SET content_type = 'text/plain'")
        source.execute("UPDATE organisation_person SET phone = phone || '1'")
    assert "--anew" in pindos(filled, *words, fails=True)
    assert "Αιτήματα: 2" in pindos(filled, *words, "--anew")
