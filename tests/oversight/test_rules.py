from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pindos.oversight.rules import (
    GROUND,
    HIGHEST,
    bars_of,
    month_after,
    months_up_to,
    mood_of,
    width_of_map,
)
from pindos.oversight.terms import Mood

counts = st.integers(0, 5000)


@pytest.mark.parametrize(
    ("figures", "mood"),
    [
        ((12, 1, 3, 40), Mood.DOWN),
        ((12, 0, 3, 40), Mood.WARN),
        ((12, 0, 0, 40), Mood.OK),
        ((0, 0, 0, 40), Mood.OK),
        ((12, 0, 0, 0), Mood.OK),
        ((0, 0, 0, 0), Mood.UNKNOWN),
    ],
)
def test_a_mood_is_the_worst_that_the_figures_say(figures, mood):
    is_open, late, untaken, reported = figures
    assert mood_of(open=is_open, late=late, untaken=untaken, reported=reported) == mood


@given(counts, counts, counts, counts)
def test_green_always_stands_on_work(is_open, late, untaken, reported):
    mood = mood_of(open=is_open, late=late, untaken=untaken, reported=reported)
    assert mood != Mood.OK or (is_open + reported > 0 and late == untaken == 0)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_twelve_months_end_with_the_present_one_and_follow_each_other(today):
    months = months_up_to(today)
    assert len(months) == 12 and months[-1] == today.replace(day=1)
    assert [month_after(month) for month in months[:-1]] == months[1:]


@given(st.lists(counts, min_size=12, max_size=12))
def test_bars_stand_on_the_ground_and_the_longest_is_the_most(values):
    bars = bars_of(values)
    assert all(bar.y + bar.height == GROUND and 0 <= bar.height <= HIGHEST for bar in bars)
    assert all(bar.x >= 0 and bar.x + bar.width <= 960 for bar in bars)
    assert max(values) == 0 or bars[values.index(max(values))].height == HIGHEST


def test_a_map_has_four_columns_or_as_many_as_it_needs():
    assert [width_of_map(columns) for columns in ([], [0], [3, 1], [7, 0])] == [4, 4, 4, 8]
