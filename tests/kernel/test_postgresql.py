"""A kept connection is looked at after it has lain still, and so survives a new server."""

import pytest
from django.db import connection

from pindos.kernel.postgresql.base import STILL

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
