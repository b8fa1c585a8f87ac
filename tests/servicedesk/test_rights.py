"""Who may do what: every command, every role, in the own prefecture and in a foreign one."""

import pytest
from django.db import transaction
from tests.servicedesk.desk import ANSWER, QUESTION, act, opened, referred
from tests.servicedesk.test_random_walks import ACTS

from pindos.identity.queries import viewer_for
from pindos.kernel.errors import Forbidden, NotFound, Refused
from pindos.records.terms import Sight
from pindos.servicedesk.queries import sight_of_ticket, story_of, ticket_by
from pindos.servicedesk.sight import sight_of_record

UNIT = {"dafni", "giorgos", "thaleia", "admin"}
ASKED = {"iason", "thaleia", "admin"}
REQUESTER = {"anthi"}
ALL = ["anthi", "dafni", "giorgos", "kosmas", "iason", "ioanna", "thaleia", "admin", "elegktis"]
STRANGERS = {"kosmas"}
MAY = {
    "take": UNIT,
    "assign": UNIT,
    "reply": UNIT | REQUESTER,
    "ask": UNIT,
    "note": UNIT,
    "priority": UNIT,
    "refer": UNIT,
    "move": UNIT,
    "resolve": UNIT,
    "confirm": REQUESTER,
}
MAY_WHILE_REFERRED = {
    "reply": UNIT | REQUESTER | ASKED,
    "ask": UNIT | ASKED,
    "note": UNIT | ASKED,
    "priority": UNIT | ASKED,
    "accept": ASKED,
    "return": ASKED,
    "hand-back": ASKED,
    "recall": UNIT,
    "confirm": REQUESTER,
}


class Undo(Exception):
    pass


def outcome(account, verb, ticket):
    name, words = ACTS[verb]
    words = {**words, "unit": "TP-KOZ"} if verb == "move" else words
    try:
        with transaction.atomic():
            act(name, account, ticket, **words)
            raise Undo
    except Undo:
        return "done"
    except NotFound:
        return "not found"
    except Forbidden:
        return "forbidden"
    except Refused as refusal:
        return str(refusal)


def expected(who, may):
    if who in may:
        return "done"
    return "not found" if who in STRANGERS else "forbidden"


@pytest.fixture
def people(chart, request):
    return {name: request.getfixturevalue(name) for name in ALL}


@pytest.mark.parametrize("verb", MAY)
def test_a_ticket_is_worked_on_by_its_unit_and_by_those_over_it(people, verb):
    ticket = opened(people["anthi"])
    for who in ALL:
        assert outcome(people[who], verb, ticket) == expected(who, MAY[verb]), who


@pytest.mark.parametrize("verb", MAY_WHILE_REFERRED)
def test_a_referred_ticket_is_worked_on_by_both_units(people, verb):
    ticket = opened(people["anthi"])
    referred(people["dafni"], ticket)
    for who in ALL:
        assert outcome(people[who], verb, ticket) == expected(who, MAY_WHILE_REFERRED[verb]), who


def test_a_solved_ticket_is_reopened_by_its_requester_or_its_unit(people):
    ticket = opened(people["anthi"])
    act("resolve_ticket", people["dafni"], ticket, answer=ANSWER)
    for who in ALL:
        assert outcome(people[who], "reopen", ticket) == expected(who, UNIT | REQUESTER), who


def test_in_the_seats_prefecture_department_alpha_works_and_no_prefecture_does(people):
    ticket = opened(people["anthi"], prefecture="IOA")
    done = {who for who in ALL if outcome(people[who], "take", ticket) == "done"}
    assert done == {"ioanna", "thaleia", "admin"}
    assert outcome(people["dafni"], "take", ticket) == "not found"


def test_who_reads_all_who_reads_what_is_public_and_who_reads_nothing(people):
    ticket = opened(people["anthi"])
    sights = {who: sight_of_ticket(viewer_for(people[who]), ticket) for who in ALL}
    assert sights == {
        **dict.fromkeys(ALL, Sight.ALL),
        "anthi": Sight.PUBLIC,
        "kosmas": Sight.NONE,
    }
    for who in ALL:
        viewer = viewer_for(people[who])
        assert sight_of_record(viewer, ticket.record_id) == sights[who]


def test_a_unit_that_worked_on_it_reads_it_on_but_acts_no_more(people):
    ticket = opened(people["anthi"])
    referred(people["dafni"], ticket)
    act("hand_back_ticket", people["iason"], ticket, answer=ANSWER)
    act("move_ticket", people["giorgos"], ticket, unit="TP-KOZ", reason="Είναι εκεί.")
    for who in ("dafni", "iason"):
        assert ticket_by(viewer_for(people[who]), ticket.number).pk == ticket.pk
        assert outcome(people[who], "note", ticket) == "forbidden"
    assert outcome(people["kosmas"], "note", ticket) == "done"


def test_a_hand_back_that_comes_twice_says_that_it_is_over(people):
    ticket = opened(people["anthi"])
    referred(people["dafni"], ticket)
    act("return_ticket", people["iason"], ticket, question=QUESTION)
    assert "παραπομπή" in outcome(people["iason"], "hand-back", ticket)


def test_a_ticket_of_the_unit_that_receives_referrals_cannot_be_referred(people):
    ticket = opened(people["anthi"])
    act("move_ticket", people["dafni"], ticket, unit="DPE-B", reason="Είναι κεντρικό.")
    assert "παραπομπές" in outcome(people["iason"], "refer", ticket)


def test_a_referred_ticket_is_neither_moved_nor_solved_before_it_is_recalled(people):
    ticket = opened(people["anthi"])
    referred(people["dafni"], ticket)
    for verb in ("move", "resolve", "refer"):
        assert "ανακαλέστε" in outcome(people["dafni"], verb, ticket)


def test_a_requester_who_works_in_the_unit_sees_and_does_both(people):
    ticket = opened(people["dafni"])
    assert outcome(people["dafni"], "confirm", ticket) == "done"
    assert outcome(people["dafni"], "note", ticket) == "done"
    assert story_of(viewer_for(people["dafni"]), ticket)
