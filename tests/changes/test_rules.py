"""The rules of planned work: risk, states, windows."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pindos.changes.rules import (
    MATERIAL,
    acts_in,
    fixed_in,
    lacking,
    next_state,
    overlap,
    risk_of,
    working_minutes,
)
from pindos.changes.terms import FIELDS, Act, Kind, Risk, Scale, State, Undo

ATHENS = ZoneInfo("Europe/Athens")
OPENS, CLOSES = time(7), time(15)
scales, undos = st.sampled_from(list(Scale)), st.sampled_from(list(Undo))
kinds, states = st.sampled_from(list(Kind)), st.sampled_from(list(State))
moments = st.integers(0, 525_600).map(
    lambda minutes: datetime(2026, 1, 1, tzinfo=ATHENS) + timedelta(minutes=minutes)
)
lengths = st.timedeltas(timedelta(minutes=1), timedelta(days=10))


@given(scales, undos, scales, undos)
def test_risk_never_falls_when_more_are_affected_or_it_is_harder_to_undo(one, way, other, harder):
    worse = list(Scale).index(other) >= list(Scale).index(one)
    worse = worse and list(Undo).index(harder) >= list(Undo).index(way)
    assert not worse or risk_of(other, harder) >= risk_of(one, way)


def test_little_that_is_undone_at_once_is_low_and_much_that_cannot_be_is_high():
    assert risk_of("few", "easy") == Risk.LOW and risk_of("many", "never") == Risk.HIGH
    assert risk_of("unit", "hard") == Risk.MEDIUM


@given(states, kinds)
def test_nothing_begins_without_a_yes_but_an_emergency(state, kind):
    leads = next_state(Act.START, state, kind)
    assert leads is None or state == State.APPROVED or kind == Kind.EMERGENCY


@given(kinds)
def test_what_was_called_off_or_reviewed_is_the_end(kind):
    for state in (State.CANCELLED, State.REVIEWED):
        moved = {act for act in acts_in(state, kind) if next_state(act, state, kind) != state}
        assert not moved


@given(states, kinds)
def test_only_a_head_s_word_or_routine_leads_to_approved(state, kind):
    leading = {a for a in Act if next_state(a, state, kind) == State.APPROVED and a != Act.NOTE}
    leading -= {Act.LINK, Act.EDIT, Act.RESCHEDULE}
    assert leading <= {Act.APPROVE, Act.ASK} and (Act.ASK not in leading or kind == Kind.STANDARD)


@given(states)
def test_approval_goes_by_what_stands_still_from_the_question_on(state):
    fixed = fixed_in(state, FIELDS)
    free = state in (State.DRAFT, State.REFUSED)
    assert fixed == ([] if free else sorted(MATERIAL)) and FIELDS.keys() >= MATERIAL


def test_a_normal_change_lacks_the_way_back_an_emergency_does_not():
    values = {"plan": "Έτσι", "starts_at": 1, "ends_at": 2, "back_out": ""}
    assert lacking({**values, "kind": Kind.NORMAL}) == ["back_out"]
    assert lacking({**values, "kind": Kind.EMERGENCY}) == []


@given(moments, lengths, moments, lengths)
def test_windows_overlap_either_way_round(start, length, other, other_length):
    end, other_end = start + length, other + other_length
    assert overlap(start, end, other, other_end) == overlap(other, other_end, start, end)
    assert overlap(start, end, start, end) and not overlap(start, end, end, end + length)


@given(moments, lengths)
def test_working_minutes_never_exceed_the_window_and_none_fall_on_a_day_off(start, length):
    end = start + length
    minutes = working_minutes(start, end, (), OPENS, CLOSES)
    assert 0 <= minutes <= length // timedelta(minutes=1) + 1
    days = {start.date() + timedelta(days=n) for n in range(length.days + 2)}
    assert working_minutes(start, end, days, OPENS, CLOSES) == 0


@pytest.mark.parametrize(
    ("day", "hours", "minutes"),
    [
        (date(2026, 11, 27), (14, 18), 60),
        (date(2026, 11, 28), (8, 12), 0),
        (date(2026, 11, 30), (18, 22), 0),
    ],
)
def test_a_friday_afternoon_has_an_hour_of_work_a_saturday_none(day, hours, minutes):
    start, end = (datetime.combine(day, time(hour), ATHENS) for hour in hours)
    assert working_minutes(start, end, (), OPENS, CLOSES) == minutes
