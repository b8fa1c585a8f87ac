"""On which days work comes round: pure, with properties."""

from datetime import date, timedelta
from itertools import islice

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from pindos.automation.models import Routine
from pindos.automation.queries import how_often
from pindos.automation.rules import Rhythm, days_of, faults_of_title, titled
from pindos.automation.terms import Every, Shift

HOLIDAYS = {date(2026, 12, 25), date(2026, 12, 26), date(2027, 1, 1), date(2027, 1, 6)}


def works(day):
    return day.weekday() < 5 and day not in HOLIDAYS


def first(rhythm, count=4, after=None):
    return [str(day.on) for day in islice(days_of(rhythm, works, after), count)]


def test_the_last_working_day_of_each_month():
    rhythm = Rhythm(Every.LAST_WORKDAY, date(2026, 11, 1))
    assert first(rhythm) == ["2026-11-30", "2026-12-31", "2027-01-29", "2027-02-26"]


def test_the_first_working_day_knows_the_new_year():
    rhythm = Rhythm(Every.FIRST_WORKDAY, date(2026, 12, 1), step=1)
    assert first(rhythm, 2) == ["2026-12-01", "2027-01-04"]


def test_a_day_of_the_month_moves_off_a_holiday_either_way_or_is_left_out():
    rhythm = Rhythm(Every.MONTHS, date(2026, 11, 1), day=25)
    assert first(rhythm, 2) == ["2026-11-25", "2026-12-28"]
    assert first(rhythm._replace(shift=Shift.BACK), 2) == ["2026-11-25", "2026-12-24"]
    assert first(rhythm._replace(shift=Shift.LEAVE_OUT), 2) == ["2026-11-25", "2027-01-25"]
    assert first(rhythm._replace(day=31, shift=Shift.STAY), 2) == ["2026-11-30", "2026-12-31"]


def test_the_second_monday_and_the_last_friday():
    monday = Rhythm(Every.WEEKDAY, date(2026, 11, 28), weekday=0, nth=2)
    assert first(monday, 2) == ["2026-12-14", "2027-01-11"]
    friday = monday._replace(weekday=4, nth=-1, step=3)
    assert first(friday, 2) == ["2027-02-26", "2027-05-28"]


def test_every_day_that_falls_on_one_working_day_is_one():
    rhythm = Rhythm(Every.DAYS, date(2026, 11, 27))
    assert first(rhythm, 3) == ["2026-11-27", "2026-11-30", "2026-12-01"]
    assert first(rhythm, 1, after=date(2026, 11, 28)) == ["2026-12-01"], "Sunday's is Saturday's"


@given(
    st.builds(
        Rhythm,
        every=st.sampled_from(Every),
        begins=st.dates(date(2020, 1, 1), date(2035, 1, 1)),
        step=st.integers(1, 30),
        day=st.integers(1, 31),
        weekday=st.integers(0, 6),
        nth=st.sampled_from([1, 2, 3, 4, -1]),
        shift=st.sampled_from(Shift),
    ),
    st.integers(0, 8),
)
def test_days_only_rise_and_whoever_stops_in_between_goes_on_where_they_were(rhythm, stop):
    days = list(islice(days_of(rhythm, works), 10))
    assert all(one.on < other.on for one, other in zip(days, days[1:], strict=False))
    assert all(day.named >= rhythm.begins for day in days)
    if rhythm.shift in (Shift.FORWARD, Shift.BACK):
        assert all(works(day.on) and abs(day.on - day.named) < timedelta(days=9) for day in days)
    if len(days) > stop:
        rest = list(islice(days_of(rhythm, works, days[stop].named), 9 - stop))
        assert rest == days[stop + 1 :]


def test_titles_have_the_month_in_its_case():
    text = "Έλεγχος αντιγράφων {μήνας:γενική} {έτος}, για τον {μήνα} ({Τρίμηνο})"
    said = titled(text, date(2026, 11, 30))
    assert said == "Έλεγχος αντιγράφων Νοεμβρίου 2026, για τον Νοέμβριο (4ο τρίμηνο)"
    assert faults_of_title("{μήνας} {εβδομάδα}") == ["{εβδομάδα}"] and not faults_of_title(text)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"every": "days"}, "Κάθε ημέρα"),
        ({"every": "days", "step": 2}, "Κάθε 2 ημέρες"),
        ({"every": "weeks", "weekday": 0}, "Κάθε Δευτέρα"),
        ({"every": "weeks", "step": 2, "weekday": 4}, "Κάθε 2 εβδομάδες, ημέρα Παρασκευή"),
        ({"every": "months", "day": 5, "step": 3}, "Κάθε 3 μήνες, την 5η ημέρα"),
        ({"every": "months", "day": 31}, "Κάθε μήνα, την τελευταία ημέρα του μήνα"),
        ({"every": "weekday", "nth": -1, "weekday": 4}, "Κάθε μήνα, την τελευταία Παρασκευή"),
        ({"every": "first"}, "Κάθε μήνα, την πρώτη εργάσιμη ημέρα του μήνα"),
    ],
)
def test_how_often_is_said_as_people_say_it(said, words):
    with override("el"):
        assert how_often(Routine(**said)) == words
