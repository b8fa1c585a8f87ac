"""Holidays: the fixed ones, those that go by Easter, and those of a place."""

from datetime import date

import pytest
from django.utils.translation import override

from pindos.organisation.queries import holidays_between
from pindos.organisation.rules import orthodox_easter

pytestmark = pytest.mark.django_db
KNOWN = {2024: (5, 5), 2025: (4, 20), 2026: (4, 12), 2027: (5, 2), 2028: (4, 16), 2030: (4, 28)}


@pytest.mark.parametrize("year", KNOWN)
def test_easter_is_that_of_the_orthodox_church(year):
    assert orthodox_easter(year) == date(year, *KNOWN[year])
    assert orthodox_easter(year).weekday() == 6


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 2, 23), "Καθαρά Δευτέρα"),
        (date(2027, 4, 30), "Μεγάλη Παρασκευή"),
        (date(2028, 4, 17), "Δευτέρα του Πάσχα"),
        (date(2026, 6, 1), "Δευτέρα του Αγίου Πνεύματος"),
        (date(2026, 10, 28), "Ημέρα του Όχι"),
    ],
)
def test_a_holiday_of_the_state_is_one_everywhere(day, name):
    with override("el"):
        year = holidays_between(date(day.year, 1, 1), date(day.year + 1, 1, 1))
    assert [each.name for each in year[day]] == [name]
    assert len(year) == 12


def test_a_local_holiday_is_one_only_in_its_prefecture():
    november = date(2026, 11, 1), date(2026, 12, 1)
    assert holidays_between(*november) == {}
    [day] = holidays_between(*november, {"KAS"})
    assert day == date(2026, 11, 11)
    [[feast]] = holidays_between(*november, {"FLO"}).values()
    assert feast.place == "Δήμος Πρεσπών"
