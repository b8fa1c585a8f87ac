"""Reading from a real replica: what one wrote oneself is always seen, what is late never shown."""

import threading
import time
from contextlib import contextmanager
from datetime import timedelta

import psycopg
import pytest
from django.db import connection, transaction
from tests import postgres
from tests.cast import viewer_of
from tests.run.house import PATIENCE, until
from tests.servicedesk.desk import act, opened

from pindos.config import env
from pindos.kernel import replica
from pindos.kernel.health import Level
from pindos.kernel.held import Held
from pindos.kernel.models import Schedule
from pindos.kernel.replica import Copy, read_apart
from pindos.lists.commands import export_list
from pindos.operations.checks.replica import lag
from pindos.servicedesk.models import Ticket
from pindos.servicedesk.queries import TICKETS

needs_postgresql = pytest.mark.skipif(
    connection.vendor == "sqlite", reason="SQLite has no replica"
)
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(scope="module")
def server():
    """A replica that streams from the server of the tests."""
    primary = int(connection.settings_dict["PORT"])
    with postgres.following(primary) as (folder, data, port):
        yield folder, data, port


@pytest.fixture
def copy(server, settings, monkeypatch):
    """The replica while it runs, and all that this process knows of it."""
    folder, data, port = server
    told = {"NAME": connection.settings_dict["NAME"], "USER": "pindos", "PASSWORD": ""}
    settings.REPLICA = {**told, "HOST": "127.0.0.1", "PORT": port}
    made = Copy()
    monkeypatch.setattr(replica, "copy", made)
    monkeypatch.setattr(replica, "LOOK", 0.0)
    monkeypatch.setattr(replica, "MARGIN", timedelta(0))
    monkeypatch.setattr(replica, "MOST_LATE", timedelta(hours=1))
    with postgres.running(folder, data, port):
        yield made
        made.close()


HELD = "SELECT count(*) FROM pg_locks WHERE locktype = 'relation' AND mode = 'AccessExclusiveLock'"


class Replay:
    """The replica, told to stand still and to go on; ``locked`` names a table it then holds."""

    def __init__(self, port, locked=None):
        self._address = f"postgresql://pindos@127.0.0.1:{port}/postgres"
        self._locked = locked

    def _tell(self, words):
        with psycopg.connect(self._address, autocommit=True) as there:
            return there.execute(words).fetchone()[0]

    def __enter__(self):
        if self._locked:
            self._stand_holding(self._locked)
        else:
            until(self._stands_free, "a pause at which no reader waits")

    def _stand_holding(self, table):
        """Replayed up to the lock that an ALTER or a VACUUM takes, not to its end."""
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE")
            written_out()
            until(lambda: self._tell(HELD) == 1, "the replica to lock the table")
            self._tell("SELECT pg_wal_replay_pause()")
            until(lambda: self._tell("SELECT pg_get_wal_replay_pause_state()") == "paused", "it")

    def _stands_free(self):
        """Not where it has just locked a table, as VACUUM does when it cuts one: readers wait."""
        self._tell("SELECT pg_wal_replay_pause()")
        until(lambda: self._tell("SELECT pg_get_wal_replay_pause_state()") == "paused", "a pause")
        if self._tell(HELD) == 0:
            return True
        self._tell("SELECT pg_wal_replay_resume()")
        return False

    def __exit__(self, *error):
        self.go_on()

    def go_on(self):
        self._tell("SELECT pg_wal_replay_resume()")


def written_out():
    """A lock is sent to the replica with the next commit that waits for the disk."""
    port = connection.settings_dict["PORT"]
    address = f"postgresql://pindos@127.0.0.1:{port}/postgres"
    with psycopg.connect(address, autocommit=True) as there:
        there.execute("SET synchronous_commit = on")
        there.execute("SELECT pg_current_xact_id()")


def titles(person):
    return {row.title for row in TICKETS.page_for(viewer_of(person), "").items}


def caught_up(copy):
    """Wait until the replica has all that was committed by now."""
    mark = Schedule.objects.create(name=f"mark {time.monotonic_ns()}", every=60)
    mine = Schedule.objects.filter(name=mark.name)  # a count could be that of the test before

    def has_all():
        before = copy.reads
        return read_apart(mine.exists) and copy.reads > before

    until(has_all, "the replica itself to have it")
    copy.reads = 0


@needs_postgresql
def test_a_list_is_read_from_the_replica_and_what_one_wrote_oneself_is_seen_at_once(
    anthi, dafni, copy, server
):
    opened(anthi, title="Παλιό")
    caught_up(copy)
    assert titles(dafni) == {"Παλιό"} and copy.reads == 1
    with Replay(server[2]):
        new = opened(anthi, title="Νέο")
        assert titles(dafni) == {"Παλιό"} and copy.reads == 2, "it lags, by little"
        act("note_ticket", dafni, new, text="Το είδα")
        assert titles(dafni) == {"Παλιό", "Νέο"} and copy.reads == 2, "she has just written"
    until(lambda: titles(dafni) == {"Παλιό", "Νέο"} and copy.reads > 2, "the replica to be used")


@needs_postgresql
def test_a_replica_that_is_too_late_is_not_asked(anthi, dafni, copy, server, monkeypatch):
    opened(anthi, title="Παλιό")
    caught_up(copy)
    monkeypatch.setattr(replica, "MOST_LATE", timedelta(seconds=1))
    with Replay(server[2]):
        opened(anthi, title="Νέο")
        time.sleep(1)
        assert titles(dafni) == {"Παλιό", "Νέο"} and copy.reads == 0


@needs_postgresql
def test_a_file_is_read_from_the_replica_as_the_list_would_be(anthi, dafni, copy):
    for number in range(3):
        opened(anthi, title=f"Βλάβη {number}")
    caught_up(copy)
    table = export_list(viewer=viewer_of(dafni), list_key="tickets")
    assert len(list(table.values())) == 3 and copy.reads == 2, "its ids, and one chunk of rows"


@needs_postgresql
def test_a_replica_that_dies_is_let_alone_and_the_database_answers(
    anthi, dafni, server, copy, monkeypatch, caplog
):
    opened(anthi, title="Παλιό")
    caught_up(copy)
    folder, data, port = server
    monkeypatch.setattr(replica, "LOOK", 3600.0)
    monkeypatch.setattr(replica, "REST", 3600.0)
    assert titles(dafni) == {"Παλιό"} and copy.reads == 1
    stop(data)
    assert [titles(dafni) for _ in range(3)] == [{"Παλιό"}] * 3 and copy.reads == 1
    assert sum("replica" in line for line in caplog.messages) == 1, "said once"
    monkeypatch.setattr(replica, "LOOK", 0.0)
    monkeypatch.setattr(replica, "REST", 0.0)
    with postgres.running(folder, data, port):
        copy._look = copy._look._replace(again_at=0.0)  # its rest is over
        caught_up(copy)
        assert titles(dafni) == {"Παλιό"} and copy.reads == 1


def stop(data):
    """By the pid that the replica wrote down itself."""
    pid = int((data / "postmaster.pid").read_text().split()[0])
    postgres.os.kill(pid, postgres.signal.SIGINT)
    until(lambda: not (data / "postmaster.pid").exists(), "the replica to end")


@needs_postgresql
def test_a_table_that_lies_locked_on_a_replica_that_stands_still_keeps_nobody_waiting(
    anthi, dafni, copy, server, monkeypatch, caplog
):
    opened(anthi, title="Παλιό")
    caught_up(copy)
    monkeypatch.setattr(replica, "REST", 3600.0)
    replay = Replay(server[2], locked=Ticket._meta.db_table)
    with replay, freed_after(PATIENCE, replay):
        assert [titles(dafni) for _ in range(3)] == [{"Παλιό"}] * 3 and copy.reads == 0
    [said] = [line for line in caplog.messages if "replica" in line]
    assert "lock timeout" in said, "asked once, and then let alone for a while"


@contextmanager
def freed_after(seconds, replay):
    """Whoever would wait for ever fails instead: the replica goes on, and is then read."""
    timer = threading.Timer(seconds, replay.go_on)
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


@needs_postgresql
def test_what_is_read_from_the_replica_changes_no_session_of_it(dafni, copy):
    """One that a pooler lends to others next must not wait shorter than they expect."""
    caught_up(copy)
    assert read_apart(waits_for_locks) == "1s" and copy.reads == 1
    with copy.own().cursor() as cursor:
        cursor.execute("SHOW lock_timeout")
        assert cursor.fetchone() == ("0",)


def waits_for_locks():
    with connection.cursor() as cursor:
        cursor.execute("SHOW lock_timeout")
        return cursor.fetchone()[0]


@needs_postgresql
def test_health_says_how_far_the_replica_has_come(copy, server, monkeypatch):
    monkeypatch.setattr("pindos.operations.checks.replica.copy", copy)
    monkeypatch.setattr("pindos.operations.checks.replica.LATE", timedelta(hours=1))
    caught_up(copy)
    with Replay(server[2]):  # others write too, and it would follow
        [fine] = lag()
        assert fine.level is Level.OK and fine.at == copy.until()
        monkeypatch.setattr("pindos.operations.checks.replica.LATE", timedelta(0))
        assert [each.level for each in lag()] == [Level.WARN]
    stop(server[1])
    assert [each.level for each in lag()] == [Level.WARN]


@needs_postgresql
def test_who_writes_inside_writes_to_the_database(copy):
    caught_up(copy)
    made = read_apart(lambda: Schedule.objects.create(name="written", every=60))
    assert Schedule.objects.get(pk=made.pk).name == "written"


@needs_postgresql
def test_what_processes_keep_is_never_read_from_the_replica(copy, server, monkeypatch):
    caught_up(copy)
    kept = Held(lambda: Schedule.objects.count(), lambda: None)
    with Replay(server[2]):
        Schedule.objects.create(name="new", every=60)
        many = Schedule.objects.count()
        assert read_apart(lambda: (kept.now(), Schedule.objects.count())) == (many, many - 1)


def test_without_a_replica_nothing_is_asked_twice_nor_of_whom(dafni, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert read_apart(Ticket.objects.count, replica.last_written(dafni.pk)) == 0


def test_sqlite_has_no_replica(monkeypatch):
    monkeypatch.setenv("DATABASE_REPLICA_URL", "postgresql://pindos@replica.example/pindos")
    monkeypatch.delenv("DATABASE_URL", raising=False)
    with pytest.raises(env.SettingError, match="DATABASE_REPLICA_URL needs DATABASE_URL"):
        env.replica("DATABASE_REPLICA_URL")
