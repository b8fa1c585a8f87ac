"""How a problem goes on, whatever people do to it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pindos.problems.rules import (
    INSTEAD,
    LEADS,
    acts_in,
    is_published,
    missing_for,
    next_state,
    number_typed,
)
from pindos.problems.terms import OPEN, PUBLISHED, Act, State

states, acts = st.sampled_from(list(State)), st.sampled_from(list(Act))
words = st.sampled_from(["", "Γεμίζει ο δίσκος."])


@given(states, acts, st.booleans())
def test_an_act_leads_somewhere_exactly_where_it_is_open(state, act, was_known):
    after = next_state(act, state, was_known=was_known)
    assert (after is not None) == (act in acts_in(state))
    assert after is None or after in State


@given(st.lists(acts, max_size=12), st.booleans())
def test_whatever_is_done_it_can_be_brought_to_an_end_and_opened_again(done, was_known):
    state = State.OPENED
    for act in done:
        state = next_state(act, state, was_known=was_known) or state
    over = {State.RESOLVED: Act.CLOSE, State.CLOSED: Act.REOPEN, State.CANCELLED: Act.REOPEN}
    act = over.get(state, Act.RESOLVE)
    ended = next_state(act, state, was_known=was_known)
    assert ended is not None and ended != state
    if act is Act.REOPEN:
        assert ended in OPEN and (ended is State.KNOWN) == was_known


@given(states, st.booleans(), words, words, words)
def test_a_known_error_says_its_cause_or_a_workaround(state, was_known, cause, workaround, fix):
    is_known = is_published(state, was_known=was_known)
    missing = missing_for(state, is_known=is_known, cause=cause, workaround=workaround, fix=fix)
    if is_known and not missing:
        assert cause or workaround
    if state in (State.RESOLVED, State.CLOSED) and not missing:
        assert fix
    assert missing or is_known <= (state in PUBLISHED)


def test_each_state_says_what_can_be_done_instead_and_each_act_has_a_start():
    assert set(INSTEAD) == set(State) and set(LEADS) == set(Act)
    assert all(LEADS.values())


@pytest.mark.parametrize(
    "typed",
    ["Π-2026-0007", "π-2026-7", "Π 7", "p-2026-0007", "Π–2026–0007", "7", "πρόβλημα 7", "2026-7"],
)
def test_a_number_is_found_however_it_is_typed(typed):
    assert number_typed(typed, "Π", 2026) == "Π-2026-0007"


@given(st.integers(1, 999_999_999), st.integers(2000, 2099))
def test_a_number_as_it_stands_is_itself(last, year):
    assert number_typed(f"Π-{year}-{last:04d}", "Π", 2026) == f"Π-{year}-{last:04d}"


@given(st.text(max_size=50))
def test_any_text_is_a_number_or_none(text):
    found = number_typed(text, "Π", 2026)
    assert found is None or found.startswith("Π-20")
