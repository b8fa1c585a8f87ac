"""Rows that are written by a statement put together once are those that ``save`` writes."""

import pytest
from django.db import DataError, connection, transaction
from django.utils import timezone

from pindos.kernel.inserting import (
    MANY,
    TOGETHER,
    insert,
    insert_all,
    insert_new,
    insert_one,
)
from pindos.kernel.joining import Lines, insert_with
from pindos.kernel.models import Change, Delivery, Event, Schedule
from pindos.kernel.terms import Audience

WORDS = {"el": "Καλημέρα «κόσμε»", "many": [1, None, True]}


def event(**more):
    return Event(
        name="a.B", subject="a.b:1", unit_id=7, audience=Audience.FEED, door="web", **more
    )


@pytest.mark.parametrize("payload", [None, {}, WORDS])
def test_a_row_holds_what_save_would_have_written(db, payload):
    saved = event(payload=payload, address=None)
    saved.save(force_insert=True)
    written = insert_one(event(payload=payload, address=None))
    assert written.pk == saved.pk + 1 and not written._state.adding
    read, other = Event.objects.get(pk=written.pk), Event.objects.get(pk=saved.pk)
    for field in Event._meta.concrete_fields:
        if field.name not in ("id", "at", "salt"):
            assert getattr(read, field.name) == getattr(other, field.name), field.name
    assert read.at == written.at and 0 <= (read.at - other.at).total_seconds() < 60
    assert read.salt == written.salt != other.salt


def test_many_rows_hold_what_save_would_have_written(db):
    """PostgreSQL takes their columns as arrays, and once what is the same in all of them."""
    kinds = [
        {"payload": {}, "address": None, "actor_id": None, "name": "a.B"},
        {"payload": WORDS, "address": "10.1.2.3", "actor_id": 7, "name": 'α"{,}\\ «%s» NULL'},
        {"payload": [1, "α", None], "address": "NULL", "actor_id": 0, "name": ""},
        {"payload": None, "address": "", "actor_id": 2**62, "name": "{}"},
    ]
    alike = {"subject": "a.b:1", "unit_id": 7, "audience": Audience.FEED, "door": "web"}
    mixed = [Event(**alike, **kinds[n % 4]) for n in range(4 * MANY)]
    saved = [Event(**alike, **kinds[n % 4]) for n in range(4 * MANY)]
    insert(mixed)
    for row in saved:
        row.save(force_insert=True)
    names = [field.attname for field in Event._meta.concrete_fields]
    plain = [name for name in names if name not in ("id", "at", "salt")]

    def read(rows, *names):
        ids = [row.pk for row in rows]
        return list(Event.objects.filter(pk__in=ids).order_by("pk").values_list(*names))

    assert read(mixed, *plain) == read(saved, *plain)
    assert read(mixed, "at", "salt") == [(row.at, row.salt) for row in mixed]
    with transaction.atomic():
        same = insert([Schedule(name=str(n), every=60) for n in range(MANY)])
    assert {row.every for row in Schedule.objects.filter(pk__in=[r.pk for r in same])} == {60}


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite keeps texts of any length")
def test_a_text_that_is_too_long_is_refused_among_many_too(db):
    rows = [Schedule(name=f"{n} {'x' * 200}", every=60) for n in range(MANY)]
    with pytest.raises(DataError), transaction.atomic():
        insert(rows)


def test_many_rows_get_their_ids_in_their_order(db):
    rows = insert([Schedule(name=str(n), every=n) for n in range(1_234)])
    assert [row.pk for row in rows] == sorted(row.pk for row in rows)
    assert list(Schedule.objects.order_by("pk").values_list("name", flat=True)) == [
        str(n) for n in range(1_234)
    ]


def test_values_of_several_kinds_stand_in_one_statement(db, django_assert_num_queries):
    whole = insert_one(event(payload={}))
    values = [None, "κείμενο", 3, 2.5, True, ["α"], timezone.now().isoformat()]
    with django_assert_num_queries(1):
        insert([Change(event_id=whole.pk, field=str(n), after=v) for n, v in enumerate(values)])
    assert list(whole.changes.order_by("id").values_list("after", flat=True)) == values


@pytest.mark.parametrize("many", [1, 3, TOGETHER])
def test_rows_of_several_tables_go_in_beside_each_other_each_with_its_id(
    db, django_assert_max_num_queries, many
):
    whole = insert_one(event(payload={}))
    changes = [Change(event_id=whole.pk, field=str(n), after={"n": n}) for n in range(many)]
    plans = [Schedule(name=f"{n} «ώρες»", every=n) for n in range(3)]
    is_one = connection.vendor == "postgresql" and many < TOGETHER - 2
    with django_assert_max_num_queries(1 if is_one else 2):
        insert_all(changes, [], plans)
    for row in (*changes, *plans):
        assert type(row).objects.get(pk=row.pk) == row and not row._state.adding
    assert [Change.objects.get(pk=row.pk).after["n"] for row in changes] == list(range(many))
    assert [Schedule.objects.get(pk=row.pk).name for row in plans] == [row.name for row in plans]
    insert_all([], [])


@pytest.mark.parametrize("many", [0, 1, TOGETHER - 3, TOGETHER + 170])
def test_a_row_and_the_lines_that_belong_to_it_go_in_with_its_id(
    db, django_assert_max_num_queries, many
):
    other = insert_one(event(payload={}))
    now = timezone.now()
    words = ["αʹ «%s»", None, {"n": [1, None]}, 3, True, "", []]
    changes = [(str(n), words[n % 7], words[-(n % 7)], f"salt {n}") for n in range(many)]
    queue = [("tell", "waiting", 0, now, ""), ("count", "waiting", 0, now, "")]
    is_one = connection.vendor == "postgresql" and many < TOGETHER - 2
    with django_assert_max_num_queries(1 if is_one else 3 + many // 100):
        whole = insert_with(
            event(payload=WORDS),
            Lines(Change, "event_id", ("field", "before", "after", "salt"), changes),
            Lines(
                Delivery,
                "event_id",
                ("reaction", "state", "attempts", "next_try_at", "last_error"),
                queue,
            ),
        )
    assert whole.pk == other.pk + 1 and not whole._state.adding
    assert Event.objects.get(pk=whole.pk).payload == WORDS
    columns = ("field", "before", "after", "salt", "digest")
    found = whole.changes.order_by("id").values_list(*columns)
    assert list(found) == [(*each, None) for each in changes]
    kept = whole.deliveries.order_by("id").values_list("reaction", "next_try_at", "lease_until")
    assert list(kept) == [("tell", now, None), ("count", now, None)]
    assert not other.changes.exists() and not other.deliveries.exists()


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_nothing_is_written():
    with pytest.raises(RuntimeError, match="transaction"):
        insert_one(Schedule(name="a", every=1))
    assert not Schedule.objects.exists()


def test_no_rows_are_no_statement(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert insert([]) == []
    assert connection.in_atomic_block


def test_of_rows_that_stand_already_only_the_new_ones_are_written(db, django_assert_num_queries):
    assert insert_new([], by="name") == []
    insert_one(Schedule(name="β", every=1))
    rows = [Schedule(name=name, every=2) for name in "αβγ"]
    with django_assert_num_queries(1):
        new = insert_new(rows, by="name")
    assert [(row.name, row._state.adding) for row in new] == [("α", False), ("γ", False)]
    assert {row.name: (row.pk, row.every) for row in Schedule.objects.all()} == {
        "α": (new[0].pk, 2),
        "β": (Schedule.objects.get(name="β").pk, 1),
        "γ": (new[1].pk, 2),
    }
    assert insert_new(rows, by="name") == []
