"""The engine agrees with a table of minutes, across holidays, nights and changed clocks."""

import random
from bisect import bisect_left
from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.clocks.conftest import MINUTE, Minutes

from pindos.clocks.rules import EVERY_HOUR, Calendar, Hours, NeverDue, Pause, Schedule

ATHENS = ZoneInfo("Europe/Athens")
OFFICE = (Hours(7 * 60, 15 * 60),)
SPLIT = (Hours(8 * 60, 13 * 60 + 30), Hours(17 * 60, 20 * 60))
EVENING, MORNING = (Hours(22 * 60, 24 * 60),), (Hours(0, 6 * 60),)
NIGHT = (*MORNING, *EVENING)
EASTER = {date(2026, 4, 10): "Μεγάλη Παρασκευή", date(2026, 4, 13): "Δευτέρα του Πάσχα"}
AROUND_CHANGES = {date(2026, 3, 25): "Ευαγγελισμός", date(2026, 10, 28): "Ημέρα του ΟΧΙ"}
CALENDARS = {
    "an office": Calendar((OFFICE,) * 5 + ((), ()), {**EASTER, **AROUND_CHANGES}),
    "split hours": Calendar((SPLIT, OFFICE, SPLIT, OFFICE, SPLIT, (Hours(0, 1),), ()), EASTER),
    "nights": Calendar((EVENING, NIGHT, NIGHT, NIGHT, NIGHT, MORNING, NIGHT), AROUND_CHANGES),
    "always": Calendar((EVERY_HOUR,) * 7, {}),
    "the hours that change": Calendar(((Hours(3 * 60, 4 * 60),),) * 7, {}),
    "another zone": Calendar((OFFICE,) * 7, EASTER, ZoneInfo("Australia/Lord_Howe")),
}
FIRST = datetime(2026, 3, 1, tzinfo=UTC)
SPAN = 260 * 24 * 60  # minutes: both changes of the clocks lie within
WIDE = 200 * 24 * 60
MANY = 1500


@cache
def _table(name: str) -> Minutes:
    return Minutes(CALENDARS[name], FIRST, SPAN)


@cache
def _schedule(name: str) -> Schedule:
    return Schedule(CALENDARS[name])


names = st.sampled_from(sorted(CALENDARS))
minutes = st.integers(0, WIDE)


def worked_is_counted(name, one, other):
    start, end = (FIRST + each * MINUTE for each in sorted((one, other)))
    assert _schedule(name).worked(start, end) == _table(name).worked(start, end) * MINUTE


def due_is_counted(name, at, amount):
    start = FIRST + at * MINUTE
    due = _schedule(name).due(start, amount * MINUTE)
    table = _table(name)
    wanted = table.before[table.index(start)] + amount
    assert due == FIRST + bisect_left(table.before, wanted, table.index(start)) * MINUTE


def what_was_left_runs_on(name, at, amount, pauses):
    start = FIRST + max(at, 3000) * MINUTE
    stood = [Pause(start + a * MINUTE, start + (a + b) * MINUTE) for a, b in pauses]
    due = _schedule(name).due(start, amount * MINUTE, stood)
    assert due is not None
    assert _schedule(name).worked(start, due, stood) == amount * MINUTE
    assert _schedule(name).worked(start, due - MINUTE, stood) < amount * MINUTE


@given(names, minutes, minutes)
def test_the_time_worked_is_that_of_the_minutes_counted_one_by_one(name, one, other):
    worked_is_counted(name, one, other)


@given(names, minutes, st.integers(1, 2000))
def test_a_term_is_over_when_its_last_minute_has_been_counted(name, at, amount):
    due_is_counted(name, at, amount)


@given(
    names,
    minutes,
    st.integers(1, 1500),
    st.lists(st.tuples(st.integers(-3000, 9000), st.integers(0, 4000)), max_size=4),
)
def test_a_clock_that_stood_still_runs_on_for_what_was_left(name, at, amount, pauses):
    what_was_left_runs_on(name, at, amount, pauses)


@pytest.mark.parametrize("name", sorted(CALENDARS))
def test_the_same_holds_at_thousands_of_moments_of_each_calendar(name):
    """Drawn by ourselves: hypothesis looks for the odd ones, at a hundred times the price."""
    chance = random.Random(name)
    for _ in range(MANY):
        at = chance.randint(0, WIDE)
        worked_is_counted(name, at, chance.randint(0, WIDE))
        due_is_counted(name, at, chance.randint(1, 2000))
        several = range(chance.randint(0, 4))
        pauses = [(chance.randint(-3000, 9000), chance.randint(0, 4000)) for _ in several]
        what_was_left_runs_on(name, at, chance.randint(1, 1500), pauses)


def test_eight_hours_from_the_opening_are_over_when_the_office_closes():
    opening = datetime(2026, 11, 27, 7, 0, tzinfo=ATHENS)
    due = _schedule("an office").due(opening, timedelta(hours=8))
    assert due == datetime(2026, 11, 27, 15, 0, tzinfo=ATHENS)


def test_friday_evening_and_the_holidays_of_easter_do_not_count():
    asked = datetime(2026, 4, 9, 14, 30, tzinfo=ATHENS)
    due = _schedule("an office").due(asked, timedelta(hours=1))
    assert due == datetime(2026, 4, 14, 7, 30, tzinfo=ATHENS)


@pytest.mark.parametrize(("day", "hours"), [(date(2026, 3, 29), 23), (date(2026, 10, 25), 25)])
def test_a_day_on_which_the_clocks_change_has_the_hours_that_it_has(day, hours):
    start = datetime(day.year, day.month, day.day, tzinfo=ATHENS)
    end = datetime(day.year, day.month, day.day + 1, tzinfo=ATHENS)
    assert _schedule("always").worked(start, end) == timedelta(hours=hours)
    changing = {23: 0, 25: 2}[hours]  # the hour from three to four
    assert _schedule("the hours that change").worked(start, end) == timedelta(hours=changing)


def test_a_clock_that_stands_still_has_no_end_yet():
    start = datetime(2026, 11, 27, 9, 0, tzinfo=ATHENS)
    waiting = [Pause(start + timedelta(hours=1), None)]
    assert _schedule("an office").due(start, timedelta(hours=2), waiting) is None
    assert _schedule("an office").due(start, timedelta(minutes=30), waiting) is not None


def test_no_time_at_all_is_over_at_once_also_at_night():
    night = datetime(2026, 11, 27, 23, 0, tzinfo=ATHENS)
    assert _schedule("an office").due(night, timedelta()) == night


def test_a_calendar_without_a_working_minute_never_ends_a_term_and_says_so():
    nobody = Schedule(Calendar(((),) * 7, {}))
    with pytest.raises(NeverDue):
        nobody.due(datetime(2026, 1, 1, tzinfo=UTC), MINUTE)
    assert nobody.worked(FIRST, FIRST + timedelta(days=9)) == timedelta()


def test_the_table_grows_into_the_past_and_the_future_without_changing_what_it_said():
    fresh = Schedule(CALENDARS["an office"])
    near = (datetime(2026, 5, 4, tzinfo=UTC), datetime(2026, 5, 9, tzinfo=UTC))
    before = fresh.worked(*near)
    fresh.worked(datetime(2011, 1, 1, tzinfo=UTC), datetime(2012, 1, 1, tzinfo=UTC))
    fresh.due(datetime(2026, 1, 1, tzinfo=UTC), timedelta(hours=20_000))
    assert fresh.worked(*near) == before == timedelta(hours=40)
