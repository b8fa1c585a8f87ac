from hypothesis import given
from hypothesis import strategies as st

from pindos.kernel.pacing import MOST_CALLERS, Pace


@given(
    st.lists(st.floats(0, 30, allow_nan=False), max_size=200),
    st.integers(1, 600),
    st.integers(1, 50),
)
def test_nobody_gets_more_in_than_the_minute_and_what_may_come_at_once(gaps, per_minute, at_once):
    pace, now, let_in = Pace(per_minute, at_once), 0.0, 0
    for gap in gaps:
        now += gap
        let_in += pace.wait("δ", now) == 0.0
    assert let_in <= at_once + now * per_minute / 60 + 1


@given(st.integers(1, 600), st.integers(1, 50))
def test_whoever_waits_as_long_as_was_said_is_let_in(per_minute, at_once):
    pace = Pace(per_minute, at_once)
    for _ in range(at_once):
        assert pace.wait("δ", 0.0) == 0.0
    said = pace.wait("δ", 0.0)
    assert said > 0
    assert pace.wait("δ", said + 1e-6) == 0.0


def test_one_caller_does_not_wait_for_another():
    pace = Pace(60, 1)
    assert [pace.wait(caller, 0.0) for caller in "αβα"] == [0.0, 0.0, 1.0]


def test_without_a_limit_nobody_waits():
    pace = Pace(0, 1)
    assert not any(pace.wait("δ", 0.0) for _ in range(1000))


def test_whoever_asked_longest_ago_is_forgotten_so_that_memory_has_an_end():
    pace = Pace(1, 1)
    for caller in range(MOST_CALLERS + 5):
        pace.wait(str(caller), 0.0)
    assert len(pace._paid_until) == MOST_CALLERS
    assert pace.wait("0", 0.0) == 0.0
