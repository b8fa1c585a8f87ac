"""Ready means: the tables are those of this version, no older and no newer ones."""

import pytest
from django.db import OperationalError
from django.db.migrations.recorder import MigrationRecorder

from pindos.config import health
from pindos.config.prepare import prepare
from pindos.kernel.errors import Refused
from pindos.kernel.tables import gap

Migration = MigrationRecorder.Migration


def why_not(client):
    answer = client.get("/readyz")
    return answer.status_code, answer.json().get("reason")


def test_a_database_of_this_version_has_no_gap_and_is_ready(client, db):
    assert gap() == (frozenset(), frozenset())
    assert why_not(client) == (200, None)


def test_a_migration_that_has_not_run_is_missing(client, db):
    Migration.objects.filter(app="servicedesk", name="0001_initial").delete()
    assert gap().missing == {("servicedesk", "0001_initial")}
    assert why_not(client) == (503, "the database is not migrated")


def test_a_database_made_by_the_migrations_that_were_squashed_since_is_whole(client, db):
    squashed = Migration.objects.filter(name__startswith="0001_squashed")
    assert squashed.delete()[0] > 9
    assert gap() == (frozenset(), frozenset())
    assert why_not(client) == (200, None)


def test_of_a_squashed_migration_that_was_begun_the_rest_is_missing(client, db):
    Migration.objects.filter(app="kernel", name__gt="0005").delete()
    Migration.objects.filter(app="oversight").delete()
    missing = {name for app, name in gap().missing if app == "kernel"}
    assert {"0005_running_jobs", "0006_heartbeat_keys"} <= missing
    assert min(missing) == "0005_running_jobs"
    assert [name for app, name in gap().missing if app == "oversight"] == [
        "0001_squashed_0002_dispatches"
    ]


def test_a_migration_that_we_do_not_have_is_of_a_newer_version(client, db):
    Migration.objects.create(app="servicedesk", name="0099_future")
    assert gap().unknown == {("servicedesk", "0099_future")}
    assert why_not(client) == (503, "the database belongs to a newer version")
    with pytest.raises(Refused, match="newer Pindos.*servicedesk 0099_future"):
        prepare(print)


def test_migrations_of_an_app_that_is_not_installed_are_nobodys_business(db):
    Migration.objects.create(app="guest", name="0001_initial")
    assert not gap().is_newer


def test_a_database_that_is_away_is_a_reason_not_a_crash(client, monkeypatch):
    def away():
        raise OperationalError("connection refused")

    monkeypatch.setattr(health, "gap", away)
    assert why_not(client) == (503, "the database does not answer")


def test_asking_twice_costs_two_short_queries(client, db, django_assert_max_num_queries):
    gap()
    with django_assert_max_num_queries(2):
        client.get("/readyz")
