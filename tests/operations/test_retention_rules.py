"""Which rule of retention holds for a file, and from which day on it is due."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import example, given
from hypothesis import strategies as st

from pindos.operations.rules import Rule, due_before, months_after, reach_of

ATHENS = ZoneInfo("Europe/Athens")
TICKETS, WHAT = "servicedesk.ticket", "texts"
days = st.dates(min_value=date(2020, 1, 1), max_value=date(2040, 12, 31))


@given(st.sets(st.none() | st.integers(1, 6)), st.none() | st.integers(1, 8))
def test_of_all_rules_for_one_thing_at_most_one_reaches_a_file_and_the_special_one_first(
    categories, category
):
    rules = [Rule(TICKETS, WHAT, each) for each in categories]
    others = [Rule(TICKETS, "files", category), Rule("problems.problem", WHAT, category)]
    reaching = [each for each in rules if reach_of(each, rules + others).holds(category)]
    expected = category if category in categories else None
    assert [each.category for each in reaching] == ([expected] if expected in categories else [])


@given(days, st.integers(1, 600), days)
@example(date(2026, 2, 28), 1, date(2026, 1, 31))
@example(date(2028, 2, 29), 12, date(2027, 2, 28))
@example(date(2026, 3, 30), 1, date(2026, 2, 28))
def test_a_file_is_due_from_the_first_moment_of_the_day_so_many_months_later(today, months, day):
    now = datetime.combine(today, time(9, 30), ATHENS)
    before = due_before(now, months, ATHENS)
    is_due = months_after(day, months) <= today
    for at in (time(), time(23, 59, 59, 999_999)):
        assert (datetime.combine(day, at, ATHENS) < before) is is_due
    last = (before - timedelta(microseconds=1)).date()
    assert months_after(last, months) <= today < months_after(last + timedelta(days=1), months)


def test_the_day_is_that_of_athens():
    just_after_midnight = datetime(2026, 11, 26, 22, 30, tzinfo=UTC)  # 27/11 00:30 in Athens
    assert due_before(just_after_midnight, 12, ATHENS).date() == date(2025, 11, 28)
