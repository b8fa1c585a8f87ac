"""Whoever asks why sees all of the time, each piece with its reason."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.clocks.test_schedule import CALENDARS, FIRST, MINUTE, _schedule, names

from pindos.clocks.rules import Pause, Why, explained

ATHENS = ZoneInfo("Europe/Athens")


def test_an_easter_is_told_day_by_day():
    start = datetime(2026, 4, 9, 14, 0, tzinfo=ATHENS)
    end = datetime(2026, 4, 14, 8, 0, tzinfo=ATHENS)
    told = [
        (piece.why, piece.length, piece.name)
        for piece in explained(_schedule("an office"), start, end)
    ]
    assert told == [
        (Why.COUNTED, timedelta(hours=1), ""),
        (Why.CLOSED, timedelta(hours=9), ""),
        (Why.DAY_OFF, timedelta(days=1), "Μεγάλη Παρασκευή"),
        (Why.CLOSED, timedelta(days=2), ""),
        (Why.DAY_OFF, timedelta(days=1), "Δευτέρα του Πάσχα"),
        (Why.CLOSED, timedelta(hours=7), ""),
        (Why.COUNTED, timedelta(hours=1), ""),
    ]


@settings(max_examples=400, deadline=None)
@given(
    names,
    st.integers(0, 250_000),
    st.integers(1, 30_000),
    st.lists(st.tuples(st.integers(-2000, 20_000), st.integers(0, 5000)), max_size=4),
    st.booleans(),
)
def test_the_pieces_follow_without_a_gap_and_add_up_to_what_counts(
    name, at, length, pauses, is_open
):
    start = FIRST + at * MINUTE
    end = start + length * MINUTE
    stood = [Pause(start + a * MINUTE, start + (a + b) * MINUTE) for a, b in pauses]
    stood += [Pause(start + 1000 * MINUTE, None)] if is_open else []
    pieces = explained(_schedule(name), start, end, stood)
    assert [pieces[0].start, *(piece.end for piece in pieces)] == [
        *(piece.start for piece in pieces),
        end,
    ]
    counted = sum((each.length for each in pieces if each.why == Why.COUNTED), timedelta())
    assert counted == _schedule(name).worked(start, end, stood)
    named = {piece.name for piece in pieces if piece.why == Why.DAY_OFF}
    assert named <= set(CALENDARS[name].days_off.values())
    assert all(piece.start.tzinfo is UTC for piece in pieces[1:])
