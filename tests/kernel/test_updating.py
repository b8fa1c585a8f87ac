"""Rows that are changed by a statement sent for each of them are those that ``save`` changes."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

from pindos.kernel.models import Delivery, Event, Schedule
from pindos.kernel.terms import Audience
from pindos.kernel.updating import update_each, update_one, update_rows


def test_each_row_gets_its_own_values_and_all_else_stays(db):
    rows = [Schedule.objects.create(name=f"έργο {n}", every=n) for n in range(1, 1_202)]
    for row in rows[:1_200]:
        row.every, row.name = row.every * 2, "δεν γράφεται"
    update_rows(rows[:1_200], ("every",))
    found = dict(Schedule.objects.values_list("name", "every"))
    assert found == {f"έργο {n}": n * 2 if n <= 1_200 else n for n in range(1, 1_202)}
    update_rows([], ("every",))


def test_values_convert_as_they_do_for_save_and_rows_are_found_by_any_column(db):
    event = Event.objects.create(name="a.B", subject="a.b:1", unit_id=7, audience=Audience.FEED)
    row = Delivery.objects.create(event=event, reaction="x.y")
    soon = timezone.now() + timedelta(hours=1)
    told = {"next_try_at": soon, "lease_until": None, "last_error": "Δεν απαντά «κανείς»"}
    update_each(Delivery, tuple(told), [(event.pk, told)], by="event_id")
    row.refresh_from_db()
    assert {name: getattr(row, name) for name in told} == told and row.reaction == "x.y"


def test_moments_of_any_zone_and_none_are_written_as_save_writes_them(db):
    now = timezone.now()
    moments = [None, now, now.replace(microsecond=40_000), now.astimezone(ZoneInfo("Asia/Kabul"))]
    rows = [Schedule.objects.create(name=str(n), every=9) for n, _moment in enumerate(moments)]
    for row, moment in zip(rows, moments, strict=True):
        row.last_ok_at, row.last_count = moment, moment and moment.microsecond
    names = ("last_ok_at", "last_count")
    update_rows(rows, names)
    written = list(Schedule.objects.order_by("pk").values_list(*names))
    for row in rows:
        row.save()
    assert written == list(Schedule.objects.order_by("pk").values_list(*names))
    assert written == [(moment, moment and moment.microsecond) for moment in moments]


def test_one_row_is_written_as_long_as_it_is_held_and_only_where_it_is_said(db):
    event = Event.objects.create(name="a.B", subject="a.b:1", unit_id=7, audience=Audience.FEED)
    row = Delivery.objects.create(event=event, reaction="x.y", lease_until=timezone.now())
    row.state, row.attempts, row.lease_until, row.last_error = "parked", 3, None, "δεν γράφεται"
    names = ("state", "attempts", "lease_until")
    assert not update_one(row, names, {"state": Delivery.State.LEASED})
    assert Delivery.objects.get().state == "waiting"
    assert update_one(row, names, {"state": Delivery.State.WAITING, "event_id": event.pk})
    kept = Delivery.objects.values_list(*names, "last_error")
    assert list(kept) == [("parked", 3, None, "")]
