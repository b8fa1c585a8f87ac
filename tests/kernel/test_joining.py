"""Rows that name each other and go in together are those that would have gone in one by one."""

import pytest
from django.db import connection

from pindos.kernel.inserting import insert_one
from pindos.kernel.joining import From, Lines, New, Said, insert_joined, insert_with
from pindos.kernel.models import Change, Event, Option, Schedule
from pindos.kernel.terms import Audience
from pindos.kernel.updating import updated

COUNTED = "UPDATE kernel_schedule SET every = every + %s WHERE name = %s RETURNING every"


def event(**more):
    given = {"subject": "a.b:1", "payload": {"λέξη": [1]}, **more}
    return Event(name="a.B", unit_id=7, audience=Audience.FEED, door="web", **given)


def test_rows_get_the_ids_of_those_before_them_and_texts_around_what_was_said(
    db, django_assert_num_queries
):
    insert_one(Schedule(name="ώρες", every=400))
    whole = event()
    lines = [Change(field=name, after={"n": name}) for name in ("α", "β «%s»")]
    other = Schedule(every=2)
    with django_assert_num_queries(1 if connection.vendor == "postgresql" else 5):
        found = insert_joined(
            Said(COUNTED, [12, "ώρες"]),
            New(whole, {"subject": From(0, "a.b:")}),
            *[New(line, {"event_id": From(1)}) for line in lines],
            New(other, {"name": From(0, "from «", "» on")}),
        )
    assert found == [412, whole.pk, *[line.pk for line in lines], other.pk]
    read = Event.objects.get(pk=whole.pk)
    assert (read.subject, read.payload, read.salt) == ("a.b:412", {"λέξη": [1]}, whole.salt)
    assert read.at == whole.at and whole.subject == "a.b:412" and not whole._state.adding
    stand = list(whole.changes.order_by("id").values_list("id", "field", "after"))
    assert stand == [(line.pk, line.field, line.after) for line in lines]
    assert Schedule.objects.get(pk=other.pk).name == other.name == "from «412» on"


def test_the_same_parts_in_another_shape_are_another_statement(db):
    for given, more in (({"event_id": From(0)}, {}), ({}, {"event_id": insert_one(event()).pk})):
        row = Change(field="x", **more)
        insert_joined(New(event(), {}), New(row, given))
        assert Change.objects.get(pk=row.pk).event_id == row.event_id


def test_what_is_beside_goes_in_with_a_row_and_its_lines_each_with_its_id(
    db, django_assert_num_queries
):
    plans = [Schedule(name=f"{n}", every=n) for n in range(3)]
    option = Option(key="k", value={"el": "ναι"})
    lines = Lines(Change, "event_id", ("field", "salt"), [("x", "s"), ("y", "t")])
    with django_assert_num_queries(1 if connection.vendor == "postgresql" else 4):
        whole = insert_with(event(), lines, beside=[plans, [], [option]])
    assert [row.pk for row in plans] == sorted(row.pk for row in plans)
    assert [Schedule.objects.get(pk=row.pk).name for row in plans] == ["0", "1", "2"]
    assert Option.objects.get(pk=option.pk).value == {"el": "ναι"}
    assert list(whole.changes.order_by("id").values_list("field", "salt")) == [
        ("x", "s"),
        ("y", "t"),
    ]
    with django_assert_num_queries(1 if connection.vendor == "postgresql" else 2):
        alone = insert_with(event(), beside=[[Schedule(name="z", every=1)]])
    assert alone.pk > whole.pk and not alone.changes.exists()


def test_what_is_also_written_goes_in_with_the_row_on_those_that_were_there(
    db, django_assert_num_queries
):
    first, second = (insert_one(Schedule(name=name, every=400)) for name in ("ώρες", "μέρες"))
    first.every = 30
    also = [updated(first, ["every"]), Said(COUNTED, [12, "μέρες"])]
    with django_assert_num_queries(1 if connection.vendor == "postgresql" else 4):
        whole = insert_with(event(), beside=[[Schedule(name="z", every=1)]], also=also)
    assert Event.objects.get(pk=whole.pk).subject == whole.subject
    stand = Schedule.objects.filter(pk__in=(first.pk, second.pk)).order_by("id")
    assert list(stand.values_list("every", flat=True)) == [30, 412]


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_nothing_is_joined():
    with pytest.raises(RuntimeError, match="transaction"):
        insert_joined(New(Schedule(name="a", every=1), {}))
    assert not Schedule.objects.exists()
