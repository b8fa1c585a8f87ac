"""Terms of the law end when the law says."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pindos.clocks.rules import Calendar, Hours, Period, Schedule, due_of
from pindos.clocks.terms import PeriodKind

ATHENS = ZoneInfo("Europe/Athens")
OFF = {date(2026, 12, 25): "Χριστούγεννα", date(2027, 1, 1): "Πρωτοχρονιά"}
OFFICE = Schedule(Calendar(((Hours(420, 900),),) * 5 + ((), ()), OFF))


def _at(year, month, day, hour=0, minute=0):
    return datetime(year, month, day, hour, minute, tzinfo=ATHENS)


@pytest.mark.parametrize(
    ("start", "kind", "count", "due"),
    [
        (_at(2026, 11, 27, 10, 0), PeriodKind.WORKING_MINUTES, 480, _at(2026, 11, 30, 10, 0)),
        (_at(2026, 12, 24, 10, 0), PeriodKind.HOURS, 72, _at(2026, 12, 27, 10, 0)),
        (_at(2026, 10, 24, 10, 0), PeriodKind.HOURS, 24, _at(2026, 10, 25, 9, 0)),
        (_at(2026, 12, 23, 10, 0), PeriodKind.WORKING_DAYS, 2, _at(2026, 12, 29)),
        (_at(2026, 12, 15, 23, 59), PeriodKind.CALENDAR_DAYS, 10, _at(2026, 12, 29)),
        (_at(2026, 12, 1), PeriodKind.MONTHS, 1, _at(2027, 1, 5)),
        (_at(2027, 1, 31, 12, 0), PeriodKind.MONTHS, 1, _at(2027, 3, 2)),
        (_at(2027, 12, 31, 12, 0), PeriodKind.MONTHS, 2, _at(2028, 3, 1)),
    ],
)
def test_a_term_ends_when_the_law_says(start, kind, count, due):
    assert due_of(OFFICE, start, Period(kind, count)) == due


@given(
    st.integers(0, 365 * 24 * 60).map(lambda each: _at(2026, 1, 1) + timedelta(minutes=each)),
    st.sampled_from([PeriodKind.WORKING_DAYS, PeriodKind.CALENDAR_DAYS, PeriodKind.MONTHS]),
    st.integers(1, 12),
)
def test_a_term_in_days_ends_at_the_end_of_a_working_day_after_its_beginning(start, kind, count):
    due = due_of(OFFICE, start, Period(kind, count))
    assert due is not None
    last = (due.astimezone(ATHENS) - timedelta(hours=1)).date()
    assert OFFICE.calendar.is_workday(last) and last > start.date()
    longer = due_of(OFFICE, start, Period(kind, count + 1))
    assert longer is not None and longer >= due
