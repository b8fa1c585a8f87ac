"""A kept connection is looked at after it has lain still, and so survives a new server."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db import (
    DEFAULT_DB_ALIAS,
    DataError,
    IntegrityError,
    InternalError,
    OperationalError,
    ProgrammingError,
    connection,
    connections,
    transaction,
)
from hypothesis import given
from hypothesis import strategies as st
from psycopg.pq import PipelineStatus, TransactionStatus
from tests.threads import together

from pindos.config import env
from pindos.kernel.inserting import FEW, insert, insert_one
from pindos.kernel.models import Schedule
from pindos.kernel.outages import Outage, outage_in
from pindos.kernel.postgresql.base import STILL, Moments
from pindos.kernel.prepared import keyed, prepared
from pindos.kernel.spare import Spare
from pindos.kernel.straight import rows_of
from pindos.kernel.updating import update_one

NUMBERED = "SELECT %s::int, true"

pytestmark = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="only PostgreSQL has connections that may die"
)


@pytest.fixture
def kept():
    """The connection of this thread, in which a request begins."""
    connection.ensure_connection()
    connection.health_check_enabled, connection.health_check_done = True, False
    yield connection
    connection.health_check_enabled = False


def killed(pid):
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s)", [pid])
    other.close()


@pytest.mark.django_db(transaction=True)
def test_a_connection_that_died_while_it_lay_still_is_made_anew(kept):
    with kept.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        before = cursor.fetchone()[0]
    killed(before)
    kept._used_at -= STILL
    kept.health_check_done = False  # the next request
    with kept.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        assert cursor.fetchone()[0] != before


@pytest.mark.django_db(transaction=True)
def test_one_that_was_used_a_moment_ago_is_not_asked(kept, monkeypatch):
    with kept.cursor() as cursor:
        cursor.execute("SELECT 1")
    kept.health_check_done = False
    monkeypatch.setattr(kept, "is_usable", None)
    with kept.cursor() as cursor:
        cursor.execute("SELECT 1")
        assert cursor.fetchone() == (1,)


def kept_at_the_server():
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement FROM pg_prepared_statements")
        return [row[0] for row in cursor.fetchall()]


@pytest.fixture
def asked_often(transactional_db):
    """A new connection, by which each kind of statement is sent more often than the threshold."""

    def ask():
        connection.close()
        told = connection.settings_dict["OPTIONS"]["prepare_threshold"]
        for _each in range((told or 5) + 2):
            with transaction.atomic():
                row = insert_one(Schedule(name=f"έργο {Schedule.objects.count()}", every=9))
                insert([Schedule(name=f"{row.pk} {n}", every=9) for n in range(FEW + 1)])
            update_one(row, ("every",))
            keyed(lambda pk: Schedule.objects.filter(pk=pk))(row.pk)
            prepared(lambda name: Schedule.objects.filter(name__gt=name).order_by("pk")[:1])("έ")
        return kept_at_the_server()

    yield ask
    connection.close()


def test_only_plans_that_are_good_for_all_values_are_kept(asked_often):
    kept = sorted(each.split()[0] for each in asked_often())
    assert kept == ["INSERT", "SELECT", "UPDATE"]
    [asked] = [each for each in kept_at_the_server() if each.startswith("SELECT")]
    assert "ORDER BY" not in asked


@pytest.fixture
def begun(transactional_db):
    """A new connection whose transactions begin with a statement of which the plan is kept."""
    connection.close()
    for _each in range(8):
        with transaction.atomic():
            assert rows_of(NUMBERED, [1], is_kept=True) == [(1, True)]
    yield connection
    connection.close()


class Undone(Exception):
    """Something in the transaction failed."""


def test_the_first_statement_of_a_transaction_is_within_it_and_undone_with_it(begun):
    wrong = "SELECT nothing FROM nowhere WHERE 1 = %s"
    assert begun.connection.info.transaction_status == TransactionStatus.IDLE
    with transaction.atomic():
        insert_one(Schedule(name="stays", every=1))
        assert begun.connection.info.transaction_status == TransactionStatus.INTRANS
    with pytest.raises(ProgrammingError), transaction.atomic():
        rows_of(wrong, [1])
    with pytest.raises(Undone), transaction.atomic():
        insert_one(Schedule(name="goes", every=1))
        raise Undone
    assert list(Schedule.objects.values_list("name", flat=True)) == ["stays"]
    for _each in range(8):  # of these the last are of a kept plan
        with pytest.raises(IntegrityError), transaction.atomic():
            insert_one(Schedule(name="stays", every=2))
        assert begun.connection.info.transaction_status == TransactionStatus.IDLE
        assert begun.connection.pgconn.pipeline_status == PipelineStatus.OFF


def test_a_connection_that_died_before_a_transaction_began_says_so_and_another_is_made(begun):
    killed(begun.connection.info.backend_pid)
    with pytest.raises(OperationalError), transaction.atomic():
        rows_of(NUMBERED, [1], is_kept=True)
    connection.close_if_unusable_or_obsolete()
    with transaction.atomic():
        assert rows_of(NUMBERED, [2], is_kept=True) == [(2, True)]


def test_one_that_died_within_a_transaction_says_that_it_is_away_not_that_it_refused(begun):
    with pytest.raises(OperationalError) as told, transaction.atomic():
        assert rows_of(NUMBERED, [1], is_kept=True) == [(1, True)]
        killed(begun.connection.info.backend_pid)
        rows_of(NUMBERED, [2], is_kept=True)
    assert outage_in(told.value) is Outage.AWAY
    connection.close_if_unusable_or_obsolete()
    with transaction.atomic():
        assert rows_of(NUMBERED, [3], is_kept=True) == [(3, True)]


def test_before_a_pooler_nothing_is_kept(asked_often, monkeypatch):
    assert env.database("DATABASE_URL", Path())["OPTIONS"]["prepare_threshold"]
    monkeypatch.setenv("DATABASE_PREPARED", "0")
    told = env.database("DATABASE_URL", Path())["OPTIONS"]
    monkeypatch.setitem(connection.settings_dict, "OPTIONS", told)
    assert told["prepare_threshold"] is None and asked_often() == []


@given(st.datetimes(datetime(1, 1, 2), timezones=st.just(UTC)))  # noqa: DTZ001
def test_moments_are_read_in_utc_to_the_microsecond(moment):
    told = str(moment).replace("+00:00", "+00")
    assert Moments(0).load(told.encode()) == moment
    assert Moments(0).load(told.encode()).tzinfo is UTC


def test_moments_that_python_has_no_word_for_are_refused_and_other_zones_are_turned(db):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL TIME ZONE 'Asia/Kabul'")
        cursor.execute("SELECT '2026-11-28 16:20:59.04+00'::timestamptz")
        [found] = cursor.fetchone()
        assert found == datetime(2026, 11, 28, 16, 20, 59, 40_000, tzinfo=UTC)
        assert found.utcoffset() == timedelta()
        cursor.execute("SELECT 'infinity'::timestamptz")
        with pytest.raises(DataError):
            cursor.fetchone()


@pytest.mark.django_db(transaction=True)
def test_few_connections_serve_many_threads_and_one_that_died_meanwhile_is_made_anew(monkeypatch):
    monkeypatch.setattr("pindos.kernel.postgresql.base.spare", spare := Spare())
    monkeypatch.setattr("pindos.kernel.postgresql.base.STILL", 0.0)
    connection.close()

    def asked():
        """By which process a thread is served, and whether it keeps it after its request."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            served = cursor.fetchone()[0]
        connection.close_if_unusable_or_obsolete()
        return served, connection.connection is not None

    assert asked()[1], "without being told to, each thread keeps its own"
    spare.lend(2)
    first, is_kept = asked()
    assert not is_kept and asked() == (first, False)
    seen = []
    together(lambda: seen.append(asked()))
    assert seen == [(first, False)], "another thread takes the same one"
    with transaction.atomic():
        asked_within = asked()
    assert asked_within == (first, True), "not given back in a transaction"
    connection.close_if_unusable_or_obsolete()
    spare.lend(0)  # whoever kills it has one of its own
    killed(first)
    spare.lend(2)
    again, _ = asked()
    assert again != first
    connection.close()
    spare.take(connection._place()).connection.close()


@pytest.mark.django_db(transaction=True)
def test_a_savepoint_goes_without_a_cursor_while_nobody_listens(monkeypatch):
    with transaction.atomic():
        with monkeypatch.context() as alone:
            alone.setattr(connections[DEFAULT_DB_ALIAS], "execute_wrappers", [])
            alone.setattr(connections[DEFAULT_DB_ALIAS], "cursor", None)
            first = connection.savepoint()  # the first of all: it begins the transaction too
            insert_one(Schedule(name="kept", every=1))
            connection.savepoint_commit(first)
            second = connection.savepoint()
            insert_one(Schedule(name="gone", every=1))
            with pytest.raises(IntegrityError):
                insert_one(Schedule(name="kept", every=1))
            with pytest.raises(InternalError):
                connection.savepoint_commit("nothing of this name")
        connection.savepoint_rollback(second)
        insert_one(Schedule(name="after", every=1))
    assert sorted(Schedule.objects.values_list("name", flat=True)) == ["after", "kept"]
    heard = []

    def between(execute, sql, *rest):
        heard.append(sql.split()[0])
        return execute(sql, *rest)

    with connection.execute_wrapper(between), transaction.atomic(), transaction.atomic():
        pass
    assert heard == ["SAVEPOINT", "RELEASE"]
