"""Two at one ticket: an act is asked again only when what it goes by has changed."""

import pytest
from tests.servicedesk.desk import ANSWER, REASON, STORY, TRIED, act, opened, referred
from tests.threads import together

from pindos.identity.queries import viewer_for
from pindos.kernel.errors import Clash, Refused
from pindos.servicedesk.models import Ticket
from pindos.servicedesk.queries import story_of

SEEN = {"impact": "person", "urgency": "normal"}


def test_two_who_write_never_meet(ticket, anthi, dafni, giorgos):
    act("take_ticket", giorgos, ticket)
    act("reply_to_ticket", dafni, ticket, text=STORY, version=1)
    act("note_ticket", dafni, ticket, text=STORY, version=1)
    act("reply_to_ticket", anthi, ticket, text=STORY, version=1)
    assert [m.text for m in story_of(viewer_for(dafni), ticket)].count(STORY) == 4


def test_priority_and_assignment_never_meet(ticket, dafni, giorgos):
    act("set_priority", giorgos, ticket, impact="all", urgency="high", version=1)
    act("take_ticket", dafni, ticket, version=1)
    now = Ticket.objects.get()
    assert (now.impact, now.assignee_id, now.version) == ("all", dafni.person_id, 3)


def test_solving_does_not_mind_who_took_it_or_how_urgent_it_is(ticket, dafni, giorgos):
    act("take_ticket", giorgos, ticket)
    act("set_priority", giorgos, ticket, impact="all", urgency="high")
    assert act("resolve_ticket", dafni, ticket, answer=ANSWER, version=1).state == "solved"


def test_solving_what_is_at_the_directorate_is_refused_by_its_state(ticket, dafni, giorgos):
    referred(giorgos, ticket)
    with pytest.raises(Refused) as refusal:
        act("resolve_ticket", dafni, ticket, answer=ANSWER, version=1)
    assert "ανακαλέστε" in str(refusal.value) and "Γιώργος Πετρίδης" in str(refusal.value)


def test_referring_what_came_back_meanwhile_asks_again(ticket, dafni, giorgos, iason):
    referred(giorgos, ticket)
    act("hand_back_ticket", iason, ticket, answer=ANSWER)
    with pytest.raises(Clash) as clash:
        act("refer_ticket", dafni, ticket, tried=TRIED, reason=REASON, version=1)
    assert clash.value.fields["with_unit"].by == "Ιάσων Μέξης"
    fresh = Ticket.objects.get().version
    assert referred(dafni, ticket, version=fresh).state == "referred"


def test_who_accepts_after_a_colleague_is_told(ticket, dafni, iason, thaleia):
    seen = referred(dafni, ticket).version
    act("accept_ticket", iason, ticket)
    with pytest.raises(Clash) as clash:
        act("accept_ticket", thaleia, ticket, version=seen)
    assert clash.value.fields["leg.owner"].by == "Ιάσων Μέξης"


def test_one_says_whom_it_hinders_the_other_how_much_and_both_stay(ticket, dafni, giorgos):
    act("set_priority", giorgos, ticket, impact="unit", urgency="normal", version=1, seen=SEEN)
    mine = {"impact": "person", "urgency": "high"}
    now = act("set_priority", dafni, ticket, **mine, version=1, seen=SEEN)
    assert (now.impact, now.urgency) == ("unit", "high")
    assert [(each.field, each.by) for each in now.meanwhile] == [("impact", "Γιώργος Πετρίδης")]


def test_both_say_how_much_and_the_later_sees_both(ticket, dafni, giorgos):
    act("set_priority", giorgos, ticket, impact="person", urgency="low", version=1, seen=SEEN)
    mine = {"impact": "person", "urgency": "high"}
    with pytest.raises(Clash) as clash:
        act("set_priority", dafni, ticket, **mine, version=1, seen=SEEN)
    assert list(clash.value.fields) == ["urgency"]
    side = clash.value.fields["urgency"]
    assert (side.yours, side.theirs, side.by) == ("high", "low", "Γιώργος Πετρίδης")
    assert Ticket.objects.get().urgency == "low"


def test_a_version_that_was_never_reached_counts_as_having_seen_nothing(ticket, dafni, giorgos):
    act("take_ticket", giorgos, ticket)
    with pytest.raises(Clash):
        act("take_ticket", dafni, ticket, version=999)


def test_what_a_row_remembers_of_its_versions_does_not_grow(ticket, dafni, giorgos):
    for _ in range(10):
        act("take_ticket", dafni, ticket)
        act("take_ticket", giorgos, ticket)
    now = Ticket.objects.get()
    assert now.touched == {"assignee_id": 21, "state": 2} and now.version == 21


@pytest.mark.django_db(transaction=True)
def test_of_many_at_once_with_one_version_one_wins_and_each_other_is_told(anthi, dafni, giorgos):
    ticket, told = opened(anthi), []

    def choose(urgency, account):
        def run():
            try:
                act(
                    "set_priority",
                    account,
                    ticket,
                    impact="person",
                    urgency=urgency,
                    version=1,
                    seen=SEEN,
                )
            except Clash as clash:
                told.append((urgency, clash.fields["urgency"].theirs))

        return run

    together(choose("low", dafni), choose("high", giorgos))
    now = Ticket.objects.get().urgency
    assert told == [("low" if now == "high" else "high", now)]


@pytest.mark.django_db(transaction=True)
def test_different_fields_at_once_are_both_kept(anthi, dafni, giorgos):
    ticket = opened(anthi)

    def urgency():
        mine = {"impact": "person", "urgency": "high"}
        act("set_priority", dafni, ticket, **mine, version=1, seen=SEEN)

    def impact():
        mine = {"impact": "all", "urgency": "normal"}
        act("set_priority", giorgos, ticket, **mine, version=1, seen=SEEN)

    together(urgency, impact, lambda: act("take_ticket", dafni, ticket, version=1))
    now = Ticket.objects.get()
    assert (now.impact, now.urgency, now.assignee_id) == ("all", "high", dafni.person_id)
