"""Who is told what, in Greek, and never of what they did themselves."""

from tests.servicedesk.desk import ANSWER, QUESTION, TITLE, act, opened, referred

from pindos.identity.queries import viewer_for
from pindos.kernel.deliveries import drain
from pindos.kernel.models import Delivery
from pindos.notices.queries import notices_for


def deliver():
    while drain():
        pass


def told(*accounts):
    """What each was told, in order; also when every delivery is carried out twice."""
    deliver()
    Delivery.objects.update(state="waiting")
    deliver()
    return {
        account.username: [
            notice.kind for notice in notices_for(viewer_for(account)).order_by("id")
        ]
        for account in accounts
    }


def test_a_new_ticket_is_told_to_its_unit_and_not_to_who_reported_it(
    anthi, dafni, giorgos, kosmas
):
    opened(anthi)
    assert told(anthi, dafni, giorgos, kosmas) == {
        "anthi": [],
        "dafni": ["ticket-new"],
        "giorgos": ["ticket-new"],
        "kosmas": [],
    }


def test_somebody_for_whom_it_was_reported_is_told_that_it_was_received(anthi, dafni, giorgos):
    ticket = opened(dafni, requester="anthi@example.gr")
    assert told(anthi, dafni, giorgos) == {
        "anthi": ["ticket-received"],
        "dafni": [],
        "giorgos": ["ticket-new"],
    }
    notice = notices_for(viewer_for(anthi)).get()
    assert notice.title == f"{ticket.number}: λάβαμε την αναφορά σας"
    assert notice.url == f"/tickets/{ticket.number}/"
    assert TITLE in notice.text and "Τμήμα Πληροφορικής Φλώρινας" in notice.text


def test_the_requester_hears_of_each_step_that_is_theirs(ticket, anthi, dafni, giorgos):
    act("assign_ticket", giorgos, ticket, person_id=dafni.person_id)
    act("reply_to_ticket", dafni, ticket, text="Το βλέπω.")
    act("note_ticket", dafni, ticket, text="Παλιός δρομολογητής.")
    act("reply_to_ticket", dafni, ticket, text="Από πότε;", asks=True)
    act("reply_to_ticket", anthi, ticket, text="Από χθες.")
    act("resolve_ticket", dafni, ticket, answer=ANSWER)
    act("reopen_ticket", anthi, ticket)
    assert told(anthi, dafni) == {
        "anthi": ["ticket-taken", "ticket-replied", "ticket-asked", "ticket-resolved"],
        "dafni": ["ticket-new", "ticket-assigned", "ticket-answered", "ticket-reopened"],
    }
    texts = " ".join(notice.text for notice in notices_for(viewer_for(anthi)))
    assert "Από πότε;" in texts and ANSWER in texts and "δρομολογητής" not in texts


def test_both_units_hear_of_a_referral(ticket, anthi, dafni, giorgos, iason, ioanna):
    act("take_ticket", dafni, ticket)
    referred(dafni, ticket)
    act("accept_ticket", iason, ticket)
    act("reply_to_ticket", anthi, ticket, text="Τι γίνεται;")
    deliver()
    act("return_ticket", iason, ticket, question=QUESTION)
    referred(dafni, ticket)
    act("accept_ticket", iason, ticket)
    act("recall_ticket", dafni, ticket)
    referred(dafni, ticket)
    act("hand_back_ticket", iason, ticket, answer=ANSWER)
    kinds = told(dafni, giorgos, iason, ioanna)
    assert kinds["ioanna"] == []
    assert kinds["giorgos"] == ["ticket-new", "ticket-returned", "ticket-handed-back"]
    assert sorted(kinds["iason"]) == sorted(
        ["ticket-referred", "ticket-answered", "ticket-referred", "ticket-recalled"]
        + ["ticket-referred"]
    )
    assert sorted(kinds["dafni"]) == sorted(
        ["ticket-new", "ticket-accepted", "ticket-answered", "ticket-returned"]
        + ["ticket-accepted", "ticket-handed-back"]
    )


def test_both_units_and_the_requester_hear_where_a_ticket_went_and_why(
    ticket, anthi, dafni, giorgos, kosmas
):
    act("move_ticket", dafni, ticket, unit="TP-KOZ", reason="Το μηχάνημα είναι στην Κοζάνη.")
    kinds = told(anthi, dafni, giorgos, kosmas)
    assert kinds["anthi"] == kinds["kosmas"] == ["ticket-moved"]
    assert "ticket-moved" in kinds["giorgos"] and "ticket-moved" not in kinds["dafni"]
    notice = notices_for(viewer_for(kosmas)).get()
    assert "Το μηχάνημα είναι στην Κοζάνη." in notice.text
    assert "Τμήμα Πληροφορικής Κοζάνης" in notice.title


def test_a_confirmation_ends_a_referral_for_both(ticket, anthi, dafni, iason):
    act("take_ticket", dafni, ticket)
    referred(dafni, ticket)
    act("accept_ticket", iason, ticket)
    act("confirm_ticket", anthi, ticket)
    kinds = told(dafni, iason)
    assert kinds["dafni"][-1] == kinds["iason"][-1] == "ticket-confirmed"
