"""The most particular level decides; lengths of time are read as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pindos.servicedesk.rules import (
    SHIPPED_LEVELS,
    LevelFacts,
    in_pieces,
    minutes_written,
    terms_for,
)


def level(priority=None, category=None, place=None, **times):
    said = {"answer": None, "solution": None, "leg": None, "hours": "", **times}
    return LevelFacts(None, priority, category, place, **said)


def test_a_category_decides_before_a_place_and_a_place_before_a_priority():
    known = [
        *SHIPPED_LEVELS.values(),
        level(place=7, answer=11, solution=12),
        level(category=5, answer=21),
        level(category=5, place=7, hours="always"),
    ]
    terms = terms_for(known, 3, 5, 7)
    assert terms == (21, 12, 480, "always")
    assert terms_for(known, 3, None, 8) == (120, 960, 480, "office")


def test_a_level_that_holds_no_more_decides_nothing():
    retired = level(category=5, answer=1)._replace(is_retired=True)
    assert terms_for([*SHIPPED_LEVELS.values(), retired], 4, 5, 1).answer == 60


optional = st.none() | st.integers(1, 3)
levels = st.builds(level, optional, optional, optional, answer=st.none() | st.integers(1, 900))


@given(st.lists(levels, max_size=8), st.integers(1, 4), optional, st.integers(1, 3))
def test_whatever_is_promised_comes_from_a_level_that_fits(found, priority, category, place):
    known = [*SHIPPED_LEVELS.values(), *found]
    answer = terms_for(known, priority, category, place).answer
    fitting = {
        each.answer
        for each in known
        if each.priority in (None, priority)
        and each.category_id in (None, category)
        and each.prefecture_id in (None, place)
    }
    assert answer in fitting and answer is not None


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("30 λεπτά", 30),
        ("90", 90),
        ("4 ώρες", 240),
        ("4ω", 240),
        ("2 ημέρες", 960),
        ("1 εργάσιμη 4 ΩΡΕΣ 5 λ", 725),
        ("2 days 1 hour", 1020),
        ("", None),
        ("   ", None),
    ],
)
def test_a_length_is_read_as_people_write_it(text, minutes):
    assert minutes_written(text) == minutes


@pytest.mark.parametrize(
    "text",
    ["σύντομα", "0", "-5", "4 φεγγάρια", "9999999", "1 1 1 1", "🙂", "999999 ημ"],
)
def test_what_is_no_length_is_refused(text):
    with pytest.raises(ValueError):  # noqa: PT011  it says nothing, the field does
        minutes_written(text)


@given(st.integers(1, 120_000))
def test_a_length_in_words_is_read_back(minutes):
    days, hours, rest = in_pieces(minutes)
    assert minutes_written(f"{days} ημέρες {hours} ώρες {rest} λεπτά") == minutes
