from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pindos.kernel.access import Post, Viewer
from pindos.kernel.errors import Invalid
from pindos.organisation.rights import capacity_in, units_worked_by
from pindos.organisation.terms import Role
from pindos.servicedesk.rules import (
    INSTEAD,
    LEADS,
    Spot,
    acts_in,
    is_late,
    next_state,
    parties_of,
    party_for,
    place_of,
    priority_of,
    what_can_be_done,
)
from pindos.servicedesk.terms import OPEN, Act, Basis, Impact, Party, Priority, State, Urgency

NOW = datetime(2026, 11, 23, 10, 18, tzinfo=UTC)
states, acts = st.sampled_from(list(State)), st.sampled_from(list(Act))
moments = st.integers(-50_000, 50_000).map(lambda hours: NOW + timedelta(hours=hours))
roles = st.sampled_from(list(Role))


@pytest.mark.parametrize(
    ("impact", "priorities"),
    [("person", (1, 2, 3)), ("unit", (2, 2, 3)), ("prefecture", (2, 3, 4)), ("all", (3, 4, 4))],
)
def test_impact_and_urgency_give_the_priority(impact, priorities):
    assert tuple(priority_of(impact, urgency) for urgency in Urgency) == priorities


@given(st.sampled_from(list(Impact)), st.sampled_from(list(Urgency)))
def test_more_of_either_never_makes_it_less_urgent(impact, urgency):
    wider, sooner = list(Impact), list(Urgency)
    for other in wider[wider.index(impact) :]:
        assert priority_of(other, urgency) >= priority_of(impact, urgency)
    for other in sooner[sooner.index(urgency) :]:
        assert priority_of(impact, other) >= priority_of(impact, urgency)


@given(acts, states, st.booleans())
def test_a_referral_begins_by_referring_and_ends_in_one_of_four_ways(act, state, is_assigned):
    after = next_state(act, state, is_assigned=is_assigned)
    if after == State.REFERRED and state != State.REFERRED:
        assert act is Act.REFER
    if state == State.REFERRED and after not in (None, State.REFERRED):
        assert act in (Act.RETURN, Act.HAND_BACK, Act.RECALL, Act.CONFIRM)


@given(acts, st.booleans())
def test_a_closed_ticket_can_only_be_reopened(act, is_assigned):
    after = next_state(act, State.CLOSED, is_assigned=is_assigned)
    assert (after not in (None, State.CLOSED)) is (act is Act.REOPEN)


@given(acts, states, st.booleans())
def test_a_ticket_that_nobody_has_is_not_in_work_unless_it_was_given(act, state, is_assigned):
    after = next_state(act, state, is_assigned=is_assigned)
    if after == State.ASSIGNED and state != State.ASSIGNED:
        assert is_assigned or act in (Act.TAKE, Act.ASSIGN)


@given(acts, states)
def test_what_cannot_be_done_is_answered_with_what_can(act, state):
    if next_state(act, state, is_assigned=True) is None:
        assert str(what_can_be_done(act, state))


def test_every_act_and_every_state_has_its_rule():
    assert set(LEADS) == set(Act) and set(INSTEAD) == set(State)


@given(states, st.sets(st.sampled_from(list(Party))))
def test_acts_open_are_those_of_the_party_that_the_state_allows(state, parties):
    for act in Act:
        is_open = act in acts_in(state, parties)
        can = next_state(act, state, is_assigned=True) is not None
        party = party_for(act, parties)
        is_late = act is Act.EDIT and party is Party.REQUESTER and state != State.NEW
        assert is_open is (can and party is not None and not is_late)


spots = st.none() | st.builds(
    Spot, st.integers(1, 3), st.just("Φλώρινα"), st.integers(1, 9), st.just("Διοικητήριο")
)


@given(spots, spots, spots)
def test_the_place_of_the_thing_decides_then_of_the_requester(site, prefecture, requester):
    if site and prefecture and site.prefecture_id != prefecture.prefecture_id:
        with pytest.raises(Invalid) as refusal:
            place_of(site=site, prefecture=prefecture, requester=requester)
        assert set(refusal.value.fields) == {"site", "prefecture"}
        return
    decides = site or prefecture or requester
    if decides is None:
        with pytest.raises(Invalid):
            place_of(site=None, prefecture=None, requester=None)
        return
    place = place_of(site=site, prefecture=prefecture, requester=requester)
    assert place.prefecture_id == decides.prefecture_id
    assert (place.basis is Basis.REQUESTER) is not bool(site or prefecture)


@given(moments)
def test_a_ticket_is_late_from_its_deadline_on_and_never_when_it_is_over(late):
    for state in State:
        assert is_late(state, late, late) is (state in OPEN)
        assert not is_late(state, late, late - timedelta(seconds=1))
        assert not is_late(state, None, late)


posts = st.frozensets(st.builds(Post, roles.map(str), st.integers(1, 4)), max_size=4)


@given(posts, posts, st.integers(1, 4))
def test_somebody_works_for_a_unit_by_a_post_in_it_or_by_a_role_over_it(held, below, unit_id):
    viewer = Viewer(1, 1, held, held | below)
    role = capacity_in(viewer, unit_id)
    assert bool(role) is (unit_id in units_worked_by(viewer))
    if role in (Role.TECHNICIAN, Role.DIRECTORATE_STAFF):
        assert Post(role, unit_id) in held
    assert role not in (Role.EMPLOYEE, Role.AUDITOR)


def test_staff_of_the_directorate_see_below_it_but_work_in_their_own_department():
    own, below = Post(Role.DIRECTORATE_STAFF, 2), Post(Role.DIRECTORATE_STAFF, 7)
    viewer = Viewer(1, 1, frozenset({own}), frozenset({own, below}))
    assert capacity_in(viewer, 2) == "directorate_staff" and capacity_in(viewer, 7) == ""


def test_a_requester_who_works_in_the_unit_has_both_sides():
    post = Post(Role.TECHNICIAN, 3)
    viewer = Viewer(1, 9, frozenset({post}), frozenset({post}))
    parties = parties_of(viewer, requester_id=9, unit_id=3, with_unit_id=2)
    assert parties == {Party.REQUESTER: "requester", Party.UNIT: "technician"}


def test_priorities_are_four():
    assert [priority.value for priority in Priority] == [1, 2, 3, 4]
