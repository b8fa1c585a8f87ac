"""A statement sent straight to the database: what Django promises still holds."""

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.db.transaction import TransactionManagementError
from django.db.utils import OperationalError
from django.test.utils import CaptureQueriesContext

from pindos.kernel.models import Schedule
from pindos.kernel.straight import rows_of

pytestmark = pytest.mark.django_db

COUNT = "SELECT COUNT(*) FROM kernel_schedule WHERE name = %s"

EVERY = 3600  # seconds


def planned(name):
    return Schedule.objects.create(name=name, every=EVERY)


def test_rows_come_for_the_values_that_are_given():
    planned("100%s «ώρα»")
    assert [tuple(row) for row in rows_of(COUNT, ["100%s «ώρα»"])] == [(1,)]
    assert [tuple(row) for row in rows_of(COUNT, ["άλλη"])] == [(0,)]


def test_a_percent_sign_that_is_doubled_stands_for_itself():
    planned("fetch-mail")
    found = rows_of(
        "SELECT name FROM kernel_schedule WHERE name LIKE 'fetch%%' OR name = %s", [""]
    )
    assert [tuple(row) for row in found] == [("fetch-mail",)]


def test_whoever_listens_hears_every_statement():
    with CaptureQueriesContext(connection) as heard:
        rows_of(COUNT, ["x"])
    assert len(heard) == 1 and "kernel_schedule" in heard.captured_queries[0]["sql"]


def test_whoever_stands_between_sees_each_statement_and_may_refuse_it():
    heard = []

    def between(execute, sql, params, many, context):
        heard.append((sql, tuple(params), many, context["connection"].alias))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(between):
        rows_of(COUNT, ["x"])
    assert heard == [(COUNT, ("x",), False, "default")]


def test_errors_are_those_that_django_raises():
    with pytest.raises((OperationalError, ProgrammingError)), transaction.atomic():
        rows_of("SELECT nothing FROM nowhere WHERE 1 = %s", [1])
    planned("once")
    again = "UPDATE kernel_schedule SET name = NULL WHERE name = %s RETURNING id"
    with pytest.raises(IntegrityError), transaction.atomic():
        rows_of(again, ["once"])


def test_in_a_broken_transaction_nothing_is_asked():
    with transaction.atomic():
        transaction.set_rollback(True)
        with pytest.raises(TransactionManagementError):
            rows_of(COUNT, ["x"])


def test_the_same_statement_serves_again_after_an_error_and_after_many_rows():
    names = [f"name-{n:03}" for n in range(60)]
    for name in names:
        planned(name)
    new = "INSERT INTO kernel_schedule (name, every) VALUES (%s, %s) RETURNING name"
    found = "SELECT name FROM kernel_schedule WHERE every = %s OR name = %s ORDER BY name"
    for _ in range(3):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows_of(new, [names[0], None])
        assert [row[0] for row in rows_of(found, [EVERY, ""])] == names
        assert [row[0] for row in rows_of(found, [0, names[7]])] == [names[7]]
