"""The instance is backed up while it runs, brought back elsewhere, and proved to be the same."""

import fcntl
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from hashlib import sha256
from types import SimpleNamespace

import psycopg
import pytest
from django.db import connection
from tests.run.house import (
    address_of_database,
    empty_database,
    environment,
    kill_with_all_below,
    nobody_asks,
    until,
)
from tests.run.quick_key import open_quickly
from tests.run.warm import run, script

pytestmark = pytest.mark.slow  # all of it, so that what they share is made once
on_postgresql = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="only there are there databases"
)
OPEN = (
    "import django; django.setup(); import sys; from pindos.kernel.cipher import opened;"
    "sys.stdout.write(opened(sys.argv[1], purpose='test'))"
)
COUNT = (
    "import django; django.setup(); import json, sys;"
    "from pindos.operations.models import Backup; from pindos.kernel.models import Event;"
    "from pindos.servicedesk.models import Ticket;"
    "sys.stdout.write(json.dumps([Ticket.objects.count(), Event.objects.filter("
    "name='operations.InstanceRestored').count(), list(Backup.objects.order_by('pk')"
    ".values_list('kind', 'state', 'files', 'tickets', 'events', 'error'))]))"
)


def python(instance, *words):
    """A script of ours in the instance's own surroundings."""
    done = script(instance.home, *words, **instance.more)
    assert done.returncode == 0, done.stderr
    return done.stdout


def pindos(instance, *words, fails=False):
    done = run(instance.home, *words, **instance.more)
    assert bool(done.returncode) == fails, done.stdout + done.stderr
    assert "Traceback" not in done.stderr, done.stderr
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """An instance in which something has happened, backed up once."""
    folder = tmp_path_factory.mktemp("backup")
    with empty_database() as more:
        instance = SimpleNamespace(home=folder / "home", more=more, repository=folder / "repo")
        pindos(instance, "prepare")
        instance.sealed = python(instance, "-m", "tests.run.filling", str(instance.repository))
        instance.said = pindos(instance, "instance", "backup")
        instance.password = folder / "kept-elsewhere"
        shutil.copy(instance.home / "keys" / "backup-password", instance.password)
        open_quickly(instance.repository, instance.password)
        yield instance


@pytest.fixture
def elsewhere(tmp_path):
    """Another machine: an empty home and, on PostgreSQL, an empty database."""
    with empty_database() as more:
        yield SimpleNamespace(home=tmp_path / "new", more=more)


def killed(doing, instance):
    """Killed, and nothing of it goes on anywhere: restic takes the unburied for alive."""
    kill_with_all_below(doing)
    if address := instance.more.get("DATABASE_URL"):
        nobody_asks(address.rpartition("/")[2], scratch_names(instance))


def scratch_names(instance):
    """How the names of the databases begin that its drills make for themselves."""
    code = "from pindos.operations.backing.servers import scratch_names as names"
    return python(instance, "-c", f"import django; django.setup(); {code}; print(names())").strip()


def restoring(filled, elsewhere, *more):
    database = elsewhere.more.get("DATABASE_URL", "")
    return (
        *("instance", "restore", "--from", str(filled.repository), "--to", str(elsewhere.home)),
        *("--password-file", str(filled.password), *more),
        *(("--database", database) if database else ()),
    )


def stored(instance, text):
    """Where it keeps a file that says this."""
    name = sha256(text.encode()).hexdigest()
    return instance.home / "files" / name[:2] / name[2:4] / name


def tables_at(address):
    with psycopg.connect(address) as there:
        return there.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname='public'"
        ).fetchall()


def counted(instance):
    return json.loads(python(instance, "-c", COUNT))


def test_the_password_is_made_for_its_owner_only_and_named_once(filled):
    path = filled.home / "keys" / "backup-password"
    assert str(path) in filled.said and "Φυλάξτε τον και αλλού" in filled.said
    assert path.stat().st_mode & 0o777 == 0o600 and path.read_text().strip() not in filled.said
    assert not (filled.home / "backup" / "now").exists()


def test_all_is_brought_back_to_another_machine_and_proved(filled, elsewhere):
    said = pindos(elsewhere, *restoring(filled, elsewhere))
    assert "Αιτήματα: 2" in said and "αρχεία: 3" in said
    tickets, restored, backups = counted(elsewhere)
    assert (tickets, restored) == (2, 1)
    assert backups[0][:2] == ["backup", "done"], "the backup's own row is not left running"
    assert python(elsewhere, "-c", OPEN, filled.sealed) == "το μυστικό"
    files = [path for path in (elsewhere.home / "files").rglob("*") if path.is_file()]
    assert {path.name for path in files} == {
        sha256(text.encode()).hexdigest() for text in ("πρώτο", "δεύτερο", "τρίτο")
    }
    pindos(elsewhere, "work", "--once")
    newest = sorted((elsewhere.home / "checkpoints").glob("checkpoint-*.json"))[-1]
    assert "ακέραιη" in pindos(elsewhere, "audit", "verify", "--checkpoint", str(newest))
    assert (elsewhere.home / "keys" / "secret-key").stat().st_mode & 0o777 == 0o600
    again = pindos(elsewhere, *restoring(filled, elsewhere), fails=True)
    assert "έχει ήδη" in again, "what is filled is not overwritten"


def test_a_drill_counts_and_a_file_that_was_damaged_or_gone_before_the_backup_fails_it(filled):
    said = pindos(filled, "instance", "drill")
    assert "2 αιτήματα" in said and "3 αρχεία" in said
    assert not (filled.home / "backup" / "drill").exists()
    path, gone = (stored(filled, text) for text in ("πρώτο", "δεύτερο"))
    path.write_text("άλλο")
    gone.rename(filled.home / "away")
    try:
        assert "λείπει από την ίδια" in pindos(filled, "instance", "backup")
        said = pindos(filled, "instance", "drill", fails=True)
        assert path.name in said and gone.name in said
    finally:
        path.write_text("πρώτο")
        (filled.home / "away").rename(gone)
    pindos(filled, "instance", "backup")
    pindos(filled, "instance", "drill")
    states = [(kind, state) for kind, state, *_ in counted(filled)[2]]
    assert ("drill", "failed") in states and states[-1] == ("drill", "done")
    drills = [row for row in counted(filled)[2] if row[:2] == ["drill", "done"]]
    assert all(row[2:4] == [3, 2] and row[4] > 100 for row in drills)


def test_killed_at_any_moment_nothing_is_lost_and_the_next_one_succeeds(filled):
    for _ in range(3):
        doing = subprocess.Popen(
            [sys.executable, "-m", "pindos", "instance", random.choice(["backup", "drill"])],
            env=environment(filled.home, **filled.more),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        until(lambda: (filled.home / "backup" / "lock").exists(), "a beginning")
        time.sleep(random.uniform(0.8, 3.5))
        killed(doing, filled)
    pindos(filled, "instance", "backup")
    assert "2 αιτήματα" in pindos(filled, "instance", "drill")
    assert {state for _, state, *_ in counted(filled)[2]} <= {"done", "failed"}
    subprocess.run(
        ["restic", "-q", "-r", str(filled.repository), "check", "--read-data"],
        env={**os.environ, "RESTIC_PASSWORD_FILE": str(filled.password)},
        check=True,
    )


def locks_at(instance):
    """The locks of its repository, without those that are only half written."""
    return [path for path in (instance.repository / "locks").iterdir() if "-" not in path.name]


@pytest.fixture
def abandoned(filled):
    """A lock that a machine left which died while it removed old backups."""
    surroundings = {**os.environ, "RESTIC_PASSWORD_FILE": str(filled.password)}

    def leave(*before):
        def try_to():
            doing = subprocess.Popen(
                [
                    *before,
                    "restic",
                    "-r",
                    str(filled.repository),
                    "forget",
                    "--prune",
                    "--keep-last=9",
                ],
                env=surroundings,
                stdout=subprocess.DEVNULL,
            )
            until(lambda: locks_at(filled) or doing.poll() is not None, "a lock or an end")
            doing.kill()
            doing.wait()
            return locks_at(filled)

        until(try_to, "a lock that stays")

    yield leave
    for left in locks_at(filled):
        left.unlink()


def test_a_backup_goes_on_after_one_that_died_while_it_removed_old_ones(filled, abandoned):
    abandoned()
    pindos(filled, "instance", "backup")
    assert locks_at(filled) == []


def test_what_a_dead_machine_locked_is_brought_back_all_the_same(filled, elsewhere, abandoned):
    if os.geteuid():
        pytest.skip("only root may give a process another name of the machine")
    abandoned("unshare", "--uts", "sh", "-c", 'hostname went-down && exec "$0" "$@"')
    assert "went-down" in pindos(filled, "instance", "backup", fails=True)
    pindos(elsewhere, *restoring(filled, elsewhere))
    assert counted(elsewhere)[0] == 2


def started(elsewhere, words):
    return subprocess.Popen(
        [sys.executable, "-m", "pindos", *words],
        env=environment(elsewhere.home, **elsewhere.more),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def test_a_restore_that_was_killed_is_begun_anew(filled, elsewhere):
    words = restoring(filled, elsewhere)
    for _ in range(3):
        doing = started(elsewhere, words)
        time.sleep(random.uniform(0.5, 3))
        kill_with_all_below(doing)
        if database := elsewhere.more.get("DATABASE_URL"):
            nobody_asks(database.rpartition("/")[2])
    said = run(elsewhere.home, *words, **elsewhere.more)
    assert said.returncode == 0 or "έχει ήδη" in said.stderr, said.stderr
    assert counted(elsewhere)[:2] == [2, 1], "all is there, and that it was brought back is noted"


def test_a_restore_that_was_killed_before_it_was_proved_is_only_proved(filled, elsewhere):
    words = restoring(filled, elsewhere)
    doing = started(elsewhere, words)
    work, unproved = (elsewhere.home / "backup" / name for name in ("restoring", "unproved"))
    until(lambda: unproved.exists() and not work.exists(), "all in its place")
    kill_with_all_below(doing)
    if address := elsewhere.more.get("DATABASE_URL"):
        nobody_asks(address.rpartition("/")[2])
    assert "Είναι όλα εδώ" in pindos(elsewhere, *words)
    assert counted(elsewhere)[:2] == [2, 1]
    assert "έχει ήδη" in pindos(elsewhere, *words, fails=True), "now it is an instance of its own"


def who_waits_at(there):
    """Those whom something of ours that is not committed keeps waiting."""
    words = "SELECT pid FROM pg_locks WHERE pg_backend_pid() = ANY(pg_blocking_pids(pid))"
    return there.execute(words).fetchall()


@on_postgresql
def test_a_restore_that_was_killed_after_it_had_filled_the_database_goes_on(filled, elsewhere):
    words, address = restoring(filled, elsewhere), elsewhere.more["DATABASE_URL"]
    with psycopg.connect(address) as in_the_way:
        in_the_way.execute("CREATE TABLE django_migrations ()")  # pg_restore waits for its end
        doing = started(elsewhere, words)
        until(lambda: who_waits_at(in_the_way), "the database to be filled")
        os.kill(doing.pid, signal.SIGSTOP)
        in_the_way.rollback()
        until(lambda: tables_at(address), "all of it in one moment")
        kill_with_all_below(doing)
    nobody_asks(address.rpartition("/")[2])
    assert "Είναι όλα εδώ" in pindos(elsewhere, *words)
    assert counted(elsewhere)[:2] == [2, 1]


@on_postgresql
def test_a_database_that_somebody_else_has_filled_meanwhile_is_refused(filled, elsewhere):
    words, address = restoring(filled, elsewhere), elsewhere.more["DATABASE_URL"]
    with psycopg.connect(address) as in_the_way:
        in_the_way.execute("CREATE TABLE django_migrations (app text, name text)")
        doing = started(elsewhere, words)
        until(lambda: who_waits_at(in_the_way), "the database to be filled")
        kill_with_all_below(doing)
        in_the_way.commit()
    nobody_asks(address.rpartition("/")[2])
    assert "έχει ήδη κάτι μέσα" in pindos(elsewhere, *words, fails=True)
    assert tables_at(address) == [("django_migrations",)]


def test_what_is_wrong_is_said_in_words_and_costs_no_backup(filled, tmp_path):
    password = filled.home / "keys" / "backup-password"
    kept = password.read_text()
    password.write_text("λάθος")
    assert "δεν ανοίγει το αποθετήριο" in pindos(filled, "instance", "backup", fails=True)
    password.unlink()
    assert "ο κωδικός του όμως όχι" in pindos(filled, "instance", "backup", fails=True)
    assert not password.exists(), "no second password for a repository that has one"
    password.write_text(kept)
    gone = filled.repository.rename(tmp_path / "unmounted")
    assert "δεν είναι στη θέση του" in pindos(filled, "instance", "backup", fails=True)
    assert not filled.repository.exists(), "no empty repository where a disk should be"
    gone.rename(filled.repository)
    said = pindos(filled, "instance", "backups")
    assert "version=" in said and f"database={connection.vendor}" in said


def test_a_full_disk_is_said_and_the_backups_before_stay_whole(filled, tmp_path):
    small = tmp_path / "small"
    small.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=120k", "none", str(small)])
    if mounted.returncode:
        pytest.skip("only root may make a small disk")
    try:
        words = ("option", "set", "operations.backup_repository")
        pindos(filled, *words, str(small / "repo"))
        assert "γέμισε" in pindos(filled, "instance", "backup", fails=True)
    finally:
        pindos(filled, *words, str(filled.repository))
        subprocess.run(["umount", str(small)], check=True)
    assert "2 αιτήματα" in pindos(filled, "instance", "drill")


def test_another_machine_is_told_what_it_lacks(filled, elsewhere):
    words = restoring(filled, elsewhere, "--at", "abcdef12")
    assert "δεν έχει τέτοιο αντίγραφο" in pindos(elsewhere, *words, fails=True)
    bare = ("instance", "restore", "--to", str(elsewhere.home))
    assert "--from" in pindos(elsewhere, *bare, fails=True)
    assert "--password-file" in pindos(
        elsewhere, *bare, "--from", str(filled.repository), fails=True
    )


def test_it_stays_where_it_is_while_an_instance_runs_there(filled, elsewhere):
    elsewhere.home.mkdir()
    with (elsewhere.home / "up.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        said = pindos(elsewhere, *restoring(filled, elsewhere), fails=True)
    assert "Σταματήστε το πρώτα" in said


@on_postgresql
def test_a_database_that_cannot_hold_it_is_refused_before_anything_is_brought_back(
    filled, tmp_path, unfit
):
    words = ("instance", "restore", "--from", str(filled.repository), "--to", str(tmp_path / "h"))
    more = ("--password-file", str(filled.password), "--database")
    said = pindos(filled, *words, *more, unfit.by_poor, fails=True)
    assert f"OWNER TO {unfit.role}" in said
    assert "ISO_8859_7" in pindos(filled, *words, *more, unfit.greek, fails=True)
    assert [path.name for path in (tmp_path / "h").iterdir()] == ["up.lock"]
    assert tables_at(unfit.by_poor) == tables_at(unfit.greek) == []


@on_postgresql
def test_no_scratch_database_of_a_killed_drill_is_left(filled):
    with psycopg.connect(address_of_database("postgres"), autocommit=True) as server:
        server.execute(f"CREATE DATABASE {scratch_names(filled)}killed_before_it_was_marked")
        pindos(filled, "instance", "drill")
        words = "SELECT datname FROM pg_database WHERE starts_with(datname, %s)"
        assert server.execute(words, [scratch_names(filled)]).fetchall() == []
