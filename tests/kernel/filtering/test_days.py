from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from pindos.kernel.filtering.days import WORDS, days_of, midnight, moments_of

THURSDAY = date(2026, 11, 26)
NAMED = [
    ("today", "2026-11-26", "2026-11-27"),
    ("σήμερα", "2026-11-26", "2026-11-27"),
    ("ΧΘΕΣ", "2026-11-25", "2026-11-26"),
    ("tomorrow", "2026-11-27", "2026-11-28"),
    ("this week", "2026-11-23", "2026-11-30"),
    ("last-week", "2026-11-16", "2026-11-23"),
    ("this-month", "2026-11-01", "2026-12-01"),
    ("next-month", "2026-12-01", "2027-01-01"),
    ("this-quarter", "2026-10-01", "2027-01-01"),
    ("last-quarter", "2026-07-01", "2026-10-01"),
    ("last-year", "2025-01-01", "2026-01-01"),
    ("-7d", "2026-11-19", "2026-11-20"),
    ("+3d", "2026-11-29", "2026-11-30"),
    ("-2w", "2026-11-12", "2026-11-13"),
    ("+3m", "2027-02-26", "2027-02-27"),
    ("last-7-days", "2026-11-20", "2026-11-27"),
    ("next 7 days", "2026-11-27", "2026-12-04"),
    ("23/11/2026", "2026-11-23", "2026-11-24"),
    ("3.2.2026", "2026-02-03", "2026-02-04"),
    ("2026-11-23", "2026-11-23", "2026-11-24"),
]


@pytest.mark.parametrize(("text", "start", "end"), NAMED)
def test_days_are_named_as_people_name_them(text, start, end):
    days = days_of(text, THURSDAY)
    assert days and (days.start.isoformat(), days.end.isoformat()) == (start, end)


def test_a_month_that_is_too_short_ends_on_its_last_day():
    assert days_of("-1m", date(2026, 3, 31)).start == date(2026, 2, 28)
    assert days_of("-1y", date(2028, 2, 29)).start == date(2027, 2, 28)


@pytest.mark.parametrize(
    "text", ["", "soon", "31/2/2026", "0000-01-01", "-99999d", "-7x", "last-0-days", "9999-12-31"]
)
def test_what_is_no_day_is_none(text):
    assert days_of(text, THURSDAY) is None
    assert moments_of(text, datetime(2026, 11, 26, 10, tzinfo=UTC)) is None


@given(st.text(max_size=20), st.dates(date(1950, 1, 1), date(2150, 1, 1)))
def test_no_text_breaks_it(text, now):
    moments_of(text, datetime(now.year, now.month, now.day, 22, 30, tzinfo=UTC))


@given(st.dates(date(1950, 1, 1), date(2100, 1, 1)), st.sampled_from(list(WORDS)))
def test_every_word_is_a_stretch_that_is_not_empty_on_any_day(today, word):
    days = days_of(word, today)
    assert days and days.start < days.end


@given(st.dates(date(1950, 1, 1), date(2100, 1, 1)))
def test_the_weeks_months_quarters_and_years_follow_each_other_without_a_gap(today):
    for period in ("week", "month", "quarter", "year"):
        last, this = (days_of(f"{which}-{period}", today) for which in ("last", "this"))
        assert last.end == this.start and this.start <= today < this.end


@pytest.mark.parametrize(
    ("day", "hours"), [("2026-03-29", 23), ("2026-10-25", 25), ("2026-7-1", 24)]
)
def test_the_day_on_which_clocks_change_has_its_own_length(day, hours):
    span = moments_of(day, timezone.now())
    length = span.end.astimezone(UTC) - span.start.astimezone(UTC)
    assert length == timedelta(hours=hours)


def test_now_is_read_by_the_clock_of_athens():
    late = datetime(2026, 11, 26, 22, 30, tzinfo=UTC)  # half past midnight of the 27th there
    assert moments_of("today", late).start == midnight(date(2026, 11, 27))


def test_a_minute_and_an_hour_ago():
    now = datetime(2026, 11, 26, 12, tzinfo=UTC)
    at = moments_of("23/11/2026 14:05", now)
    assert at.start == datetime(2026, 11, 23, 12, 5, tzinfo=UTC)
    assert moments_of("2026-11-23T14:05", now) == at
    assert moments_of("-4h", now).start == now - timedelta(hours=4)
    assert moments_of("2026-11-23T12:05Z", now).start == at.start
