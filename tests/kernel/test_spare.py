"""A connection that was given back is gone on with, as Django would have set it up."""

import pytest
from django.db import connection

from pindos.kernel.spare import Spare

OF_THE_MOMENT = {"connection", "close_at", "_used_at"}
PLACE = {"sqlite": "pindos.kernel.sqlite.base", "postgresql": "pindos.kernel.postgresql.base"}


def state():
    return {key: value for key, value in vars(connection).items() if key not in OF_THE_MOMENT}


@pytest.mark.django_db(transaction=True)
def test_a_borrowed_connection_leaves_all_as_if_it_had_been_opened(monkeypatch):
    monkeypatch.setattr(f"{PLACE[connection.vendor]}.spare", spare := Spare())
    connection.close()
    connection.connect()
    opened, as_django_leaves_it = connection.connection, state()
    spare.lend(1)
    connection.close_if_unusable_or_obsolete()
    assert connection.connection is None
    connection.needs_rollback = connection.errors_occurred = True
    connection.savepoint_ids, connection.run_on_commit = ["left"], ["left"]
    connection.connect()
    assert connection.connection is opened
    assert state() == as_django_leaves_it
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        assert cursor.fetchone() == (1,)
    spare.lend(0)


@pytest.mark.django_db(transaction=True)
def test_a_thread_that_was_never_set_up_is_set_up_by_django(monkeypatch):
    """What Django keeps of a connection beside it (how it begins a transaction) it must know."""
    monkeypatch.setattr(f"{PLACE[connection.vendor]}.spare", spare := Spare())
    connection.ensure_connection()
    spare.lend(1)
    connection.close_if_unusable_or_obsolete()
    other = connection.copy()
    told = []
    monkeypatch.setattr(other, "get_connection_params", lambda: told.append(1) or asked())
    asked = connection.get_connection_params
    other.connect()
    assert told == [1]
    spare.give(other.settings_dict["NAME"], other.connection)
    spare.lend(0)
    other.close()
