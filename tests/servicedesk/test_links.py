"""Tickets that belong together: who may link them, who sees it, and how children are solved."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.servicedesk.desk import ANSWER, act, opened, referred

from pindos.identity.queries import viewer_for
from pindos.kernel.errors import Forbidden, Invalid, NotFound, Refused
from pindos.kernel.models import Event
from pindos.servicedesk.models import Link, Ticket
from pindos.servicedesk.queries import (
    children_of,
    links_of,
    story_of,
    ticket_by,
    tickets_like,
)
from pindos.servicedesk.rules import OPPOSITE, stored, tie_of
from pindos.servicedesk.terms import Act, LinkKind, Tie

ids = st.integers(1, 10**6)


def linked(account, ticket, other, tie="related"):
    return act("link_ticket", account, ticket, other=other.number, tie=tie)


def ties(account, ticket):
    viewer = viewer_for(account)
    return [(link.tie, link.ticket.pk) for link in links_of(viewer, ticket)]


def words(account, ticket):
    return " ".join(moment.words for moment in story_of(viewer_for(account), ticket))


@given(st.sampled_from(Tie), ids, ids)
def test_a_link_reads_from_each_side_what_was_said_from_the_other(tie, here, there):
    row = stored(tie, here, there)
    assert tie_of(row.kind, is_first=row.first_id == here) == tie or here == there
    assert stored(OPPOSITE[tie], there, here) == row


@pytest.mark.parametrize("tie", Tie)
def test_a_link_stands_on_both_sides_and_in_both_timelines(anthi, dafni, tie):
    one, two = opened(anthi), opened(anthi)
    linked(dafni, one, two, tie)
    linked(dafni, one, two, tie)
    assert ties(dafni, one) == [(tie, two.pk)] and ties(dafni, two) == [(OPPOSITE[tie], one.pk)]
    assert two.number in words(dafni, one) and one.number in words(dafni, two)
    assert Event.objects.filter(name="servicedesk.TicketLinked").count() == 1
    act("unlink_ticket", dafni, two, other=one.pk, tie=OPPOSITE[tie])
    assert ties(dafni, one) == ties(dafni, two) == [] and not Link.objects.exists()
    with pytest.raises(Refused):
        act("unlink_ticket", dafni, two, other=one.number, tie=OPPOSITE[tie])


def test_the_person_who_asked_reads_nothing_of_links(anthi, dafni):
    one, two = opened(anthi), opened(anthi)
    linked(dafni, one, two)
    assert two.number not in words(anthi, one) and ties(anthi, one) == []
    with pytest.raises(Invalid):
        linked(anthi, one, two)


def test_a_linked_ticket_that_is_out_of_sight_is_not_shown_counted_or_named(
    anthi, dafni, kosmas, thaleia
):
    here, there = opened(anthi), opened(anthi, prefecture="KOZ")
    linked(thaleia, here, there, "blocked-by")
    assert ties(thaleia, here) == [(Tie.BLOCKED, there.pk)]
    for account, mine, other in ((dafni, here, there), (kosmas, there, here)):
        assert ties(account, mine) == [] and other.number not in words(account, mine)
        with pytest.raises(Invalid):
            linked(account, mine, other)
        assert tickets_like(viewer_for(account), mine, other.number) == []
        with pytest.raises(NotFound):
            linked(account, other, mine)


def test_whoever_was_asked_by_a_referral_may_link_too(anthi, dafni, iason, elegktis):
    one, two = opened(anthi), opened(anthi)
    referred(dafni, one)
    linked(iason, one, two)
    with pytest.raises(Forbidden):
        linked(elegktis, two, one, "blocks")


@pytest.mark.parametrize(
    "typed", ["{number}", "{last}", "φλω {last}", "flo-{last}", "{last}/{year}"]
)
def test_a_number_is_found_however_it_is_typed(anthi, dafni, typed):
    one, two = opened(anthi), opened(anthi)
    _, year, last = two.number.split("-")
    text = typed.format(number=two.number, last=int(last), year=year)
    assert tickets_like(viewer_for(dafni), one, text) == [two]
    act("link_ticket", dafni, one, other=text, tie="related")
    assert ties(dafni, one) == [(Tie.RELATED, two.pk)]


def test_words_find_the_latest_tickets_without_accents_and_not_the_ticket_itself(anthi, dafni):
    one = opened(anthi, title="Ο εκτυπωτής του πρωτοκόλλου")
    two = opened(anthi, title="Χάλασε ο ΕΚΤΥΠΩΤΗΣ της Δασονομίας")
    assert tickets_like(viewer_for(dafni), one, "εκτυπωτης δασονομιας") == [two]
    assert tickets_like(viewer_for(dafni), one, "ε") == []
    assert tickets_like(viewer_for(dafni), one, "εκτυπωτής") == [two]


@pytest.mark.parametrize("other", ["δεν υπάρχει", "FLO-2026-9999", "0", "", "%", "FLO-1999-1"])
def test_what_is_no_ticket_is_refused_by_its_field(ticket, dafni, other):
    with pytest.raises(Invalid) as refusal:
        act("link_ticket", dafni, ticket, other=other, tie="related")
    assert list(refusal.value.fields) == ["other"]


def test_a_ticket_is_not_linked_with_itself_nor_by_an_unknown_tie(ticket, anthi, dafni):
    with pytest.raises(Invalid):
        linked(dafni, ticket, ticket)
    with pytest.raises(Invalid):
        linked(dafni, ticket, opened(anthi), "loves")


def test_two_are_not_duplicates_of_each_other(anthi, dafni):
    one, two = opened(anthi), opened(anthi)
    linked(dafni, one, two, "duplicates")
    with pytest.raises(Refused, match="αντίστροφη"):
        linked(dafni, two, one, "duplicates")


def test_a_circle_of_parents_is_refused_with_both_numbers(anthi, dafni):
    family = [opened(anthi) for _ in range(4)]
    for parent, child in zip(family, family[1:], strict=False):
        linked(dafni, parent, child, "child")
    with pytest.raises(Refused) as refusal:
        linked(dafni, family[-1], family[0], "child")
    assert family[0].number in str(refusal.value) and family[-1].number in str(refusal.value)
    with pytest.raises(Refused, match="μέρος άλλου"):
        linked(dafni, family[0], family[3], "child")


@given(pairs=st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), max_size=8))
def test_however_parents_are_given_nobody_stands_above_themselves(pairs):
    """The same rule as the command asks, over a family kept in a dict."""
    above = {}
    for child, parent in pairs:
        line, at = [parent], parent
        while at in above:
            at = above[at]
            line.append(at)
        if child not in above and child not in line:
            above[child] = parent
    for start in above:
        seen, at = set(), start
        while at in above:
            assert at not in seen
            seen.add(at)
            at = above[at]


def family(anthi, dafni, kosmas, thaleia):
    """A trouble of the whole network: a child in each way of standing."""
    parent = opened(anthi, title="Έπεσε το δίκτυο")
    children = [opened(anthi, title=f"Δεν έχω δίκτυο {n}") for n in range(4)]
    children.append(opened(anthi, prefecture="KOZ", title="Ούτε εδώ"))
    for child in children:
        linked(thaleia, parent, child, "child")
    referred(dafni, children[1])
    act("resolve_ticket", dafni, children[2], answer="Ήδη.")
    return parent, children


def test_solving_a_parent_solves_the_children_named_where_it_can(anthi, dafni, kosmas, thaleia):
    parent, children = family(anthi, dafni, kosmas, thaleia)
    left = {
        each.ticket.pk: str(each.why_left)
        for each in children_of(viewer_for(thaleia), parent, Act.RESOLVE)
        if each.why_left
    }
    assert left.keys() == {children[1].pk, children[2].pk}
    assert "Διεύθυνση" in left[children[1].pk]
    assert [c.ticket.pk for c in children_of(viewer_for(dafni), parent, Act.RESOLVE)] == [
        child.pk for child in children[:4]
    ]
    named = [child.number for child in children[:3]]
    act("resolve_ticket", dafni, parent, answer=ANSWER, children=named)
    states = [Ticket.objects.get(pk=child.pk).state for child in children]
    assert states == ["solved", "referred", "solved", "new", "new"]
    assert Ticket.objects.get(pk=parent.pk).state == "solved"
    assert ANSWER in [m.text for m in story_of(viewer_for(anthi), children[0])]
    assert ANSWER not in [m.text for m in story_of(viewer_for(anthi), children[2])]


def test_reopening_a_parent_leaves_its_children_unless_they_are_named(
    anthi, dafni, thaleia, kosmas
):
    parent, children = family(anthi, dafni, kosmas, thaleia)
    act("resolve_ticket", dafni, parent, answer=ANSWER, children=[children[0].pk, children[3].pk])
    act("reopen_ticket", dafni, parent, reason="Ξανάπεσε.")
    assert Ticket.objects.get(pk=children[0].pk).state == "solved"
    act("resolve_ticket", dafni, parent, answer=ANSWER)
    act("reopen_ticket", dafni, parent, reason="Ξανάπεσε.", children=[children[0].pk])
    assert Ticket.objects.get(pk=children[0].pk).state == "new"
    assert Ticket.objects.get(pk=children[3].pk).state == "solved"


def test_what_is_no_child_is_not_solved_with_a_parent(anthi, dafni, kosmas, thaleia):
    parent, children = family(anthi, dafni, kosmas, thaleia)
    for stranger in (opened(anthi), children[4]):
        with pytest.raises(Invalid) as refusal:
            act("resolve_ticket", dafni, parent, answer=ANSWER, children=[stranger.number])
        assert list(refusal.value.fields) == ["children"]
    assert Ticket.objects.get(pk=parent.pk).state == "new"


def test_only_one_parent_is_kept_by_the_database_too(anthi, dafni):
    one, two = opened(anthi), opened(anthi)
    linked(dafni, one, two, "child")
    assert Link.objects.get().kind == LinkKind.PARENT
    assert ticket_by(viewer_for(dafni), two.pk).version == two.version


@pytest.mark.parametrize("many", [1, 30])
def test_links_take_two_queries_however_many(anthi, dafni, many, django_assert_num_queries):
    one = opened(anthi)
    for _ in range(many):
        linked(dafni, one, opened(anthi))
    viewer = viewer_for(dafni)
    with django_assert_num_queries(2):
        assert len(links_of(viewer, one)) == many
