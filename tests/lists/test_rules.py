from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
    assert is_due(cadence, last, THURSDAY) is due


@given(st.dates(), st.sampled_from([Cadence.DAY, Cadence.WEEK, Cadence.MONTH]))
def test_nobody_is_told_at_a_weekend_nor_twice_a_day(day, cadence):
    assert not is_due(cadence, day, day)
    if day.weekday() >= 5:
        assert not is_due(cadence, None, day)


@given(st.text())
def test_no_cell_begins_like_a_formula(text):
    assert harmless(text)[:1] not in ("=", "+", "-", "@", "\t", "\r")
    assert harmless(text).removeprefix("'") == text.removeprefix("'")
