from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pindos.identity.rules import BY_ADDRESS, BY_NAME, neighbourhood, wait

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
ago = st.integers(0, 60 * 60 * 30).map(lambda seconds: NOW - timedelta(seconds=seconds))
failures = st.lists(ago, max_size=40)
throttles = st.sampled_from([BY_NAME, BY_ADDRESS])


@given(failures, throttles)
def test_a_pause_is_never_negative_and_never_longer_than_the_longest(at, throttle):
    assert timedelta(0) <= wait(at, NOW, throttle) <= throttle.longest


@given(failures, ago, throttles)
def test_another_failure_never_shortens_the_pause(at, another, throttle):
    assert wait([*at, another], NOW, throttle) >= wait(at, NOW, throttle)


@given(failures, throttles)
def test_the_order_of_failures_does_not_matter(at, throttle):
    assert wait(sorted(at), NOW, throttle) == wait(at, NOW, throttle)


@given(failures, st.integers(0, 10_000), throttles)
def test_waiting_is_counted_down_second_by_second(at, seconds, throttle):
    later = NOW + timedelta(seconds=seconds)
    assert wait(at, later, throttle) <= max(
        wait(at, NOW, throttle) - timedelta(seconds=seconds), timedelta(0)
    )


@given(throttles, st.integers(0, 40))
def test_after_the_pause_that_was_said_the_next_try_is_free(throttle, count):
    at = [NOW] * count
    assert wait(at, NOW + wait(at, NOW, throttle), throttle) == timedelta(0)


@given(throttles)
def test_the_free_failures_cost_nothing_and_then_pauses_double(throttle):
    pauses = [wait([NOW] * count, NOW, throttle) for count in range(throttle.free + 4)]
    assert set(pauses[: throttle.free]) == {timedelta(0)}
    assert pauses[throttle.free :] == [throttle.first * 2**i for i in range(4)]


@given(throttles)
def test_what_is_older_than_the_window_counts_no_more(throttle):
    assert wait([NOW - throttle.window] * 100, NOW, throttle) == timedelta(0)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("10.0.0.1", "10.0.0.2", False),
        ("::ffff:10.0.0.1", "10.0.0.1", True),
        ("fe80::1%eth0", "fe80::2%eth1", True),
    ],
)
def test_a_subscriber_of_ipv6_is_one_neighbour(one, other, same):
    assert (neighbourhood(one) == neighbourhood(other)) is same


@given(st.text(max_size=60))
def test_what_is_no_address_is_its_own_neighbourhood_and_fits(text):
    assert len(neighbourhood(text)) <= 60
