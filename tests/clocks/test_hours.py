"""Working hours are read as people write them, and refused with the piece that is wrong."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pindos.clocks.rules import BadHours, Hours, hours_read, hours_written


@pytest.mark.parametrize(
    ("text", "today", "tomorrow"),
    [
        ("07:00-15:00", "07:00-15:00", ""),
        (" 7.00 – 13.30 και 17:00-19:00 ", "07:00-13:30, 17:00-19:00", ""),
        ("17:00-19:00; 07:00-13:30", "07:00-13:30, 17:00-19:00", ""),
        ("22:00-06:00", "22:00-24:00", "00:00-06:00"),
        ("22:00-00:00", "22:00-24:00", ""),
        ("00:00-24:00", "00:00-24:00", ""),
        ("07:00-12:00, 12:00-15:00", "07:00-15:00", ""),
        ("", "", ""),
    ],
)
def test_hours_are_read_as_people_write_them(text, today, tomorrow):
    found = hours_read(text)
    assert (hours_written(found[0]), hours_written(found[1])) == (today, tomorrow)


@pytest.mark.parametrize(
    ("text", "piece", "why"),
    [
        ("επτά με τρεις", "επτά με τρεις", "unread"),
        ("07:00-15:60", "07:00-15:60", "no such time"),
        ("24:00-25:00", "24:00-25:00", "no such time"),
        ("08:00-08:00", "08:00-08:00", "empty"),
        ("07:00-15:00, 14:00-16:00", "07:00-15:00, 14:00-16:00", "overlap"),
        ("07:00-15:00, 🙂", "🙂", "unread"),
        ("07:00-15:00-17:00", "07:00-15:00-17:00", "unread"),
        ("1" * 100_000, "1" * 200, "unread"),
    ],
)
def test_what_are_no_hours_is_refused_with_the_piece_that_is_wrong(text, piece, why):
    with pytest.raises(BadHours) as refused:
        hours_read(text)
    assert (refused.value.piece, refused.value.why) == (piece, why)


@given(st.lists(st.integers(0, 1440), min_size=2, max_size=8, unique=True).map(sorted))
def test_what_is_written_is_read_back(edges):
    pairs = zip(edges[::2], edges[1::2], strict=False)
    hours = tuple(Hours(start, end) for start, end in pairs)
    assert hours_read(hours_written(hours)) == (hours, ())


@given(st.text(max_size=60))
def test_any_other_text_is_read_or_refused(text):
    try:
        hours_read(text)
    except BadHours as refused:
        assert refused.why in BadHours.WHY
