"""The watch itself: it finds what is written without an event, and only that."""

import pytest
from django.db import transaction
from tests.audited import AUDITED, Audit, audited, writes_in
from tests.kernel.saying import say

from pindos.kernel.inserting import insert_all
from pindos.kernel.models import Option, Schedule


@pytest.fixture
def missing(db, monkeypatch):
    monkeypatch.setattr("tests.audited._is_ours", lambda: True)
    with audited(monkeypatch) as found:
        yield found


def test_a_change_without_an_event_is_found(missing):
    with transaction.atomic():
        Schedule.objects.bulk_create([Schedule(name="x", every=1)])
        Schedule.objects.filter(name="x").update(every=2)
    Schedule.objects.all().delete()
    assert missing == [
        "INSERT kernel_schedule, UPDATE kernel_schedule",
        "DELETE kernel_schedule",
    ]
    missing.clear()


def test_rows_of_several_tables_in_one_statement_are_each_seen(missing):
    with transaction.atomic():
        insert_all([Schedule(name="x", every=1)], [Option(key="k", value=1)])
    together = ["INSERT kernel_option, INSERT kernel_schedule"]
    assert missing == together
    assert writes_in(
        'WITH w (id) AS (INSERT INTO "a" ("x") VALUES (%s) RETURNING "id"),'
        ' w0 AS (INSERT INTO "b" ("y") VALUES ((SELECT id FROM w))) SELECT id FROM w'
    ) == [("INSERT", "a", ""), ("INSERT", "b", "")]
    missing.clear()


def test_a_change_with_an_event_in_the_same_transaction_is_audited(missing):
    with transaction.atomic():
        with transaction.atomic():
            Schedule.objects.create(name="x", every=1)
        say(1)
    assert missing == []


def test_an_event_in_another_transaction_does_not_count(missing):
    say(1)
    Schedule.objects.create(name="x", every=1)
    say(2)
    assert missing == ["INSERT kernel_schedule outside a transaction"]
    missing.clear()


def test_what_was_undone_changed_nothing(missing):
    with pytest.raises(ValueError), transaction.atomic():
        Schedule.objects.create(name="x", every=1)
        raise ValueError
    assert missing == []


def test_how_a_job_went_is_no_change_that_anybody_made(missing):
    with transaction.atomic():
        Schedule.objects.update(last_ok_at=None, last_count=3)
    assert missing == [] and AUDITED.fullmatch("servicedesk_ticket") and Audit().missing == []
