"""Whoever asks why sees all of the time, each piece with its reason."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.clocks.test_schedule import CALENDARS, FIRST, MINUTE, _schedule, names

from pindos.clocks.rules import Calendar, Hours, Pause, Schedule, Why, explained

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


def test_an_october_told_as_one_counts_it_by_hand():
    """A split day, a pause, the night of 25 October with its hour twice, and the 28th.

    Promised on Friday 23 October at 14:00: 20 working hours. Friday 2; Sunday 02:00 to 05:00 is 4;
    Monday 2, then the user is asked until Tuesday 09:00; Tuesday 3 + 3; Thursday 4 and from 13:00
    the last 2.
    """
    split = (Hours(8 * 60, 12 * 60), Hours(13 * 60, 16 * 60))
    week = (split,) * 5 + ((), (Hours(2 * 60, 5 * 60),))
    schedule = Schedule(Calendar(week, {date(2026, 10, 28): "Επέτειος του Όχι"}))

    def at(day, hour):
        return datetime(2026, 10, day, hour, tzinfo=ATHENS)

    asked = [Pause(at(26, 10), at(27, 9))]
    due = schedule.due(at(23, 14), timedelta(hours=20), asked)
    assert due == at(29, 15)
    pieces = explained(schedule, at(23, 14), due, asked)
    counted = [piece.length // timedelta(hours=1) for piece in pieces if piece.why == Why.COUNTED]
    assert counted == [2, 4, 2, 3, 3, 4, 2]
    assert [piece.length for piece in pieces if piece.why == Why.PAUSED] == [timedelta(hours=23)]
    assert [piece.name for piece in pieces if piece.name] == ["Επέτειος του Όχι"]
