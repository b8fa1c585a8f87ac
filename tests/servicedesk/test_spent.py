"""The time spent on a ticket: how it is read, who writes it, who changes it, who sees it."""

from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.servicedesk.desk import act, referred

from pindos.identity.queries import viewer_for
from pindos.kernel.errors import Forbidden, Invalid, NotFound
from pindos.kernel.models import Change
from pindos.servicedesk.models import Effort
from pindos.servicedesk.queries import efforts_of, minutes_by_person, story_of
from pindos.servicedesk.rules import minutes_in

SAID = [
    ("1:30", 90),
    ("90", 90),
    ("1ω30", 90),
    ("1 ώ 30", 90),
    ("1 Ώρα και 30 λεπτά", 90),
    ("1,5 ώρες", 90),
    ("1.5h", 90),
    ("1,5", 90),
    ("15 λ", 15),
    ("15'", None),
    ("15 λεπτά", 15),
    ("2 ώρες", 120),
    ("1h30m", 90),
    ("0:05", 5),
    ("24:00", 1440),
    ("0", None),
    ("25 ώρες", None),
    ("1:75", None),
    ("1,5 ώρες 10 λ", None),
    ("χθες", None),
    ("", None),
    ("-5", None),
]


@pytest.mark.parametrize(("text", "minutes"), SAID)
def test_time_is_read_however_it_is_written(text, minutes):
    assert minutes_in(text) == minutes


FORMS = ["{h}:{m:02}", "{h}ω{m}", "{h} ώ {m} λ", "{h} ώρες και {m} λεπτά", "{h}h {m}min", "{all}"]


@settings(max_examples=40)
@given(st.integers(0, 23), st.integers(0, 59), st.sampled_from(FORMS))
def test_hours_and_minutes_are_the_same_in_every_form(hours, minutes, form):
    total = hours * 60 + minutes
    assert minutes_in(form.format(h=hours, m=minutes, all=total)) == (total or None)


@settings(max_examples=40)
@given(st.text(max_size=30))
def test_whatever_is_typed_is_a_time_within_a_day_or_none(text):
    found = minutes_in(text)
    assert found is None or 0 < found <= 1440


def spend(account, ticket, spent="15 λ", **words):
    return act("spend_time", account, ticket, spent=spent, **words)


def test_the_sum_by_person_is_for_the_units_only(anthi, dafni, giorgos, iason, kosmas, ticket):
    spend(dafni, ticket, note="Έλεγχος καλωδίου")
    spend(giorgos, ticket, "1:00", who_id=dafni.person_id)
    referred(dafni, ticket)
    spend(iason, ticket, "2 ώρες")
    rows = efforts_of(viewer_for(dafni), ticket)
    assert minutes_by_person(rows) == {dafni.person_id: 75, iason.person_id: 120}
    assert len({row.unit_id for row in rows}) == 2
    assert efforts_of(viewer_for(anthi), ticket) == [] == efforts_of(viewer_for(kosmas), ticket)
    assert not any("Χρόνος" in m.words for m in story_of(viewer_for(anthi), ticket))
    assert any("Χρόνος" in m.words for m in story_of(viewer_for(dafni), ticket))


def test_time_is_written_down_after_the_end_as_well(anthi, dafni, ticket):
    act("confirm_ticket", anthi, ticket)
    assert spend(dafni, ticket).minutes == 15


@pytest.mark.parametrize("days", [1, -400])
def test_days_to_come_and_long_gone_are_refused(dafni, ticket, days):
    with pytest.raises(Invalid) as refusal:
        spend(dafni, ticket, on=timezone.localdate() + timedelta(days=days))
    assert set(refusal.value.fields) == {"on"}


def test_only_those_who_work_on_it_write_time_and_only_for_their_own(
    anthi, dafni, kosmas, elegktis, ticket
):
    for account, refusal in ((anthi, Forbidden), (elegktis, Forbidden), (kosmas, NotFound)):
        with pytest.raises(refusal):
            spend(account, ticket)
    with pytest.raises(Invalid):
        spend(dafni, ticket, who_id=kosmas.person_id)


def test_an_entry_is_corrected_by_its_author_and_by_the_head(dafni, giorgos, ioanna, ticket):
    effort = spend(dafni, ticket)
    act("correct_time", dafni, ticket, effort_id=effort.pk, spent="20", note="με το ταξίδι")
    act("correct_time", giorgos, ticket, effort_id=effort.pk, spent="25")
    assert Effort.objects.get().minutes == 25
    told = Change.objects.filter(event__name="servicedesk.TimeCorrected", field="time.minutes")
    assert list(told.order_by("id").values_list("before", "after")) == [(15, 20), (20, 25)]
    act("remove_time", giorgos, ticket, effort_id=effort.pk)
    gone = Change.objects.get(event__name="servicedesk.TimeRemoved", field="time.minutes")
    assert (gone.before, gone.after) == (25, None) and not Effort.objects.exists()


def test_a_colleague_does_not_change_what_the_head_wrote(dafni, giorgos, ticket):
    effort = spend(giorgos, ticket)
    for name, words in (("correct_time", {"spent": "20"}), ("remove_time", {})):
        with pytest.raises(Forbidden):
            act(name, dafni, ticket, effort_id=effort.pk, **words)
