"""How times, lengths and numbers are written."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import translation

from pindos.shell import moments


def test_a_time_is_told_in_greek_time():
    assert moments.minute_of(datetime(2026, 11, 23, 8, 18, tzinfo=UTC)) == "23/11/2026 10:18"
    assert moments.minute_of(datetime(2026, 7, 1, 8, 18, tzinfo=UTC)) == "01/07/2026 11:18"


def test_a_day_is_the_day_in_greece():
    assert moments.date_of(datetime(2026, 11, 22, 22, 30, tzinfo=UTC)) == "23/11/2026"
    assert moments.date_of(date(2026, 1, 2)) == "02/01/2026"


@pytest.mark.parametrize(
    ("length", "words"),
    [
        (timedelta(seconds=59), "0 λ."),
        (timedelta(minutes=45), "45 λ."),
        (timedelta(hours=2, minutes=2), "2 ώ. 02 λ."),
        (timedelta(hours=8), "8 ώ."),
        (timedelta(hours=29, minutes=12), "29 ώ. 12 λ."),
        (-timedelta(minutes=45), "45 λ."),
    ],
)
def test_a_length_of_work_is_hours_and_minutes(length, words):
    with translation.override("el"):
        assert moments.span_of(length) == words


def test_a_length_by_the_calendar_has_days_from_two_days_on():
    with translation.override("el"):
        assert moments.long_span_of(timedelta(hours=47, minutes=5)) == "47 ώ. 05 λ."
        assert moments.long_span_of(timedelta(days=3, hours=4, minutes=9)) == "3 ημ. 4 ώ."
        assert moments.long_span_of(timedelta(days=2)) == "2 ημ."


@pytest.mark.parametrize("language", ["el", "en"])
def test_numbers_and_sizes_have_greek_separators_in_both_languages(language):
    with translation.override(language):
        assert moments.number_of(212480) == "212.480"
        assert moments.number_of(1234.56, 2) == "1.234,56"
        assert moments.size_of(184_000) == "184 kB"
        assert moments.size_of(1_240_000) == "1,2 MB"
    with translation.override("el"):
        assert moments.size_of(12) == "12 byte"
