"""When holidays fall, as people write it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pindos.organisation.holidays.days import BadDay, Falls, falls_read
from pindos.organisation.rules import orthodox_easter


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("25/3", "25/3"),
        (" 25 / 03 ", "25/3"),
        ("25-3", "25/3"),
        ("25.3", "25/3"),
        ("25 Μαρτίου", "25/3"),
        ("25η Μαρτίου", "25/3"),
        ("1 ΜΑΪΟΥ", "1/5"),
        ("8/3/2027", "8/3/2027"),
        ("2027-03-08", "8/3/2027"),
        ("8 Μαρτίου 2027", "8/3/2027"),
        ("15 August", "15/8"),
        ("Πάσχα", "easter"),
        ("ΠΑΣΧΑ -2", "easter-2"),
        ("Πάσχα − 2", "easter-2"),
        ("easter+50", "easter+50"),
        ("29/2", "29/2"),
    ],
)
def test_a_day_is_understood_as_people_write_it(written, kept):
    assert str(falls_read(written)) == kept


@pytest.mark.parametrize(
    "written",
    ["", "αύριο", "32/1", "31/4", "29/2/2027", "0/0", "8/3/1203", "25/13", "5 Βροχερού"]
    + ["Πάσχα -400", "2027-3", "25/3/27", "²/3", "١/٣", "25/3; 26/3", "easter-"],
)
def test_what_names_no_day_is_refused(written):
    with pytest.raises(BadDay):
        falls_read(written)


DAYS = st.dates(date(1990, 1, 1), date(2200, 12, 31))


@given(
    DAYS.map(lambda day: Falls(day.day, day.month))
    | DAYS.map(lambda day: Falls(day.day, day.month, day.year))
    | st.integers(-100, 100).map(lambda days: Falls(easter=days))
)
def test_what_is_kept_is_read_again_as_the_same(falls):
    assert falls_read(str(falls)) == falls


@given(DAYS)
def test_what_falls_once_falls_in_its_year_only(day):
    falls = Falls(day.day, day.month, day.year)
    assert falls.on(day.year) == day
    assert falls.on(day.year + 1) is None


def test_the_29th_of_february_falls_in_leap_years_only():
    falls = falls_read("29/2")
    assert falls.on(2028) == date(2028, 2, 29)
    assert falls.on(2027) is None


@given(st.integers(1990, 2200), st.integers(-100, 100))
def test_days_from_easter_are_counted_from_its_sunday(year, days):
    assert (Falls(easter=days).on(year) - orthodox_easter(year)).days == days
