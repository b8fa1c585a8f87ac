from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pindos.clocks.rules import Calendar, Hours
from pindos.lists.rules import harmless, is_due
from pindos.lists.terms import Cadence

THURSDAY = date(2026, 11, 26)
DUE = [
    ("day", THURSDAY - timedelta(days=1), True),
    ("day", THURSDAY, False),
    ("week", date(2026, 11, 23), False),
    ("week", date(2026, 11, 22), True),
    ("week", date(2025, 11, 26), True),
    ("month", date(2026, 11, 2), False),
    ("month", date(2026, 10, 31), True),
    ("month", None, True),
    ("new", THURSDAY, True),
]


@pytest.mark.parametrize(("cadence", "last", "due"), DUE)
def test_a_subscriber_is_told_as_often_as_they_wished(cadence, last, due):
    assert is_due(cadence, last, THURSDAY, is_workday=True) is due


@given(st.dates(), st.sampled_from([Cadence.DAY, Cadence.WEEK, Cadence.MONTH]))
def test_nobody_is_told_on_a_day_off_nor_twice_a_day(day, cadence):
    assert not is_due(cadence, day, day, is_workday=True)
    assert not is_due(cadence, None, day, is_workday=False)


def test_what_comes_each_month_comes_on_its_first_working_day():
    """The New Year is a holiday, and after it comes a weekend."""
    office = calendar()
    told, last = [], date(2026, 12, 1)
    for n in range(31):
        day = date(2026, 12, 20) + timedelta(days=n)
        if is_due("month", last, day, is_workday=office.is_workday(day)):
            told, last = [*told, day], day
    assert told == [date(2027, 1, 4)]


def calendar():
    holidays = {date(2026, 12, 25): "Χριστούγεννα", date(2027, 1, 1): "Πρωτοχρονιά"}
    return Calendar(week=((Hours(420, 900),),) * 5 + ((), ()), days_off=holidays)


@given(st.text())
def test_no_cell_begins_like_a_formula(text):
    assert harmless(text)[:1] not in ("=", "+", "-", "@", "\t", "\r")
    assert harmless(text).removeprefix("'") == text.removeprefix("'")
