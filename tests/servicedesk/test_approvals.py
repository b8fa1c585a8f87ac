"""Approval by a head: who is asked, who decides, and that a decision stands."""

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from tests.cast import engaged
from tests.servicedesk.desk import ANSWER, act, opened
from tests.servicedesk.test_telling import told

from pindos.identity.queries import viewer_for
from pindos.kernel.errors import Forbidden, Invalid, NotFound, Refused
from pindos.servicedesk import commands
from pindos.servicedesk.cli import approval as group_of_approvals
from pindos.servicedesk.cli import group
from pindos.servicedesk.models import Approval, Ticket
from pindos.servicedesk.queries import (
    TICKETS,
    acts_open_to,
    approvals_waiting_for,
    story_of,
    ticket_by,
    tickets_for,
    units_to_ask,
)
from pindos.servicedesk.rules import may_decide_own

QUESTION = "Να αγοραστεί οθόνη 27 ιντσών για τη γραμματεία;"


def asked(account, ticket, unit="TP-FLO"):
    return act("ask_approval", account, ticket, question=QUESTION, unit=unit)


def decide(name, account, row, reason="Δεν υπάρχει πίστωση."):
    return getattr(commands, name)(viewer=viewer_for(account), approval_id=row.pk, reason=reason)


def words(account, ticket):
    return " ".join(moment.words for moment in story_of(viewer_for(account), ticket))


@given(st.integers(1, 5), st.sets(st.integers(1, 5)))
def test_ones_own_request_is_decided_by_the_only_head_alone(person, heads):
    assert may_decide_own(person, heads) == (heads == {person})


def test_the_head_is_told_decides_and_everybody_reads_it(ticket, anthi, dafni, giorgos):
    row = asked(dafni, ticket)
    assert told(giorgos, anthi)["giorgos"] == ["ticket-new", "approval-asked"]
    assert [one.pk for one in approvals_waiting_for(viewer_for(giorgos))] == [row.pk]
    decide("give_approval", giorgos, row, reason="Από την πίστωση του έτους.")
    assert told(dafni)["dafni"] == ["ticket-new", "approval-answered"]
    assert "Εγκρίθηκε από: Γιώργος Πετρίδης. Αιτιολογία" not in words(anthi, ticket)
    assert "Εγκρίθηκε από: Γιώργος Πετρίδης." in words(anthi, ticket)
    assert "Από την πίστωση του έτους." in words(anthi, ticket)
    assert not approvals_waiting_for(viewer_for(giorgos)).exists()


def test_a_decision_is_never_changed(ticket, dafni, giorgos):
    row = asked(dafni, ticket)
    decide("decline_approval", giorgos, row)
    for name, account in (
        ("give_approval", giorgos),
        ("decline_approval", giorgos),
        ("withdraw_approval", dafni),
    ):
        with pytest.raises(Refused, match="δεν αλλάζει"):
            decide(name, account, row)
    row.refresh_from_db()
    assert (row.decision, row.reason) == ("declined", "Δεν υπάρχει πίστωση.")


def test_a_deputy_of_the_same_unit_answers_too_and_no_other_head_does(
    ticket, dafni, giorgos, thaleia, anthi, elegktis
):
    deputy = engaged("eleni", "Ελένη", "Αναπληρώτρια", role="head", unit="TP-FLO")
    row = asked(dafni, ticket)
    for account in (thaleia, dafni, elegktis):
        with pytest.raises(Forbidden):
            decide("give_approval", account, row)
    with pytest.raises(NotFound):
        decide("give_approval", anthi, row)
    assert decide("give_approval", deputy, row).decision == "approved"


def test_nobody_approves_their_own_request_while_there_is_another_head(
    ticket, giorgos, dafni, anthi
):
    row = asked(giorgos, ticket)
    deputy = engaged("eleni", "Ελένη", "Αναπληρώτρια", role="head", unit="TP-FLO")
    with pytest.raises(Refused, match="δικό του αίτημα"):
        decide("give_approval", giorgos, row)
    decide("give_approval", deputy, row)
    of_a_head = opened(deputy, prefecture="FLO")
    row = asked(dafni, of_a_head)
    with pytest.raises(Refused, match="δικό του αίτημα"):
        decide("decline_approval", deputy, row)


def test_the_only_head_may_and_it_is_said(ticket, giorgos, anthi):
    row = decide("give_approval", giorgos, asked(giorgos, ticket), reason="")
    assert row.is_own and "η μονάδα δεν έχει άλλον προϊστάμενο" in words(anthi, ticket)


def test_a_head_decides_from_the_first_page(ticket, anthi, dafni, chart, client):
    head = engaged("pavlos", "Παύλος", "Γενικός", role="head", unit="EPWM")
    assert {"TP-FLO", "EPWM"} & {unit.key for unit in units_to_ask(ticket)} == {"EPWM"}
    row = asked(dafni, ticket, unit="EPWM")
    client.force_login(head)
    page = client.get(f"/approvals/{row.pk}/").content.decode()
    assert QUESTION in page and "Έγκριση" in page
    assert QUESTION in client.get("/").content.decode()


def test_the_head_of_the_requester_sees_it_until_asked_in_vain(dafni, kosmas):
    lena = engaged("lena", "Ελένη", "Γραμματέως", role="employee", unit="TP-KOZ")
    head = engaged("kyriaki", "Κυριακή", "Ντίνα", role="head", unit="TP-KOZ")
    ticket = opened(lena, prefecture="FLO")
    act("note_ticket", dafni, ticket, text="Παλιός δρομολογητής.")
    row = asked(dafni, ticket, unit="TP-KOZ")
    assert "Παλιός δρομολογητής." not in [m.text for m in story_of(viewer_for(head), ticket)]
    assert ticket_by(viewer_for(head), ticket.pk)
    decide("withdraw_approval", dafni, row)
    assert not tickets_for(viewer_for(head)).exists()
    with pytest.raises(NotFound):
        decide("give_approval", head, row)
    assert not tickets_for(viewer_for(kosmas)).exists()


def test_while_it_waits_the_ticket_cannot_be_solved_and_the_requester_withdraws_it(
    ticket, anthi, dafni, giorgos
):
    asked(dafni, ticket)
    with pytest.raises(Refused, match="περιμένει έγκριση"):
        act("resolve_ticket", dafni, ticket, answer=ANSWER)
    with pytest.raises(Refused, match="ήδη ζητηθεί"):
        asked(dafni, ticket)
    found = TICKETS.found(viewer_for(dafni), "approval = yes")
    assert [one.pk for one in found] == [ticket.pk]
    act("confirm_ticket", anthi, ticket)
    assert Approval.objects.get().decision == "withdrawn"
    assert told(giorgos)["giorgos"][-1] == "approval-withdrawn"
    assert Ticket.objects.get().state == "closed"


def test_who_asks_names_a_unit_with_a_head_and_a_question(ticket, dafni, giorgos, anthi):
    with pytest.raises(Invalid):
        act("ask_approval", dafni, ticket, question="")
    with pytest.raises(Invalid):
        asked(dafni, ticket, unit="TP-KOZ")
    with pytest.raises(Forbidden):
        asked(anthi, ticket)
    assert asked(dafni, ticket, unit="").unit_id == ticket.unit_id


def test_without_any_head_it_is_said(ticket, dafni):
    with pytest.raises(Refused, match="προϊστάμενο στο μητρώο"):
        asked(dafni, ticket, unit="")


def test_pages_ask_and_decide(client, ticket, anthi, dafni, giorgos):
    at = f"/tickets/{ticket.number}/"
    client.force_login(dafni)
    assert "Τμήμα Πληροφορικής Φλώρινας" in client.get(f"{at}ask-approval/").content.decode()
    failed = client.post(f"{at}ask-approval/", {"question": "", "unit": "TP-FLO"})
    assert failed.status_code == 422
    client.post(f"{at}ask-approval/", {"question": QUESTION, "unit": "TP-FLO"})
    shown = client.get(at).content.decode()
    assert "Περιμένει έγκριση" in shown and "Αίτημα έγκρισης" not in shown
    row = Approval.objects.get()
    client.force_login(anthi)
    assert QUESTION not in client.get(at).content.decode()
    assert client.get(f"/approvals/{row.pk}/").status_code == 404
    client.force_login(giorgos)
    assert QUESTION in client.get("/").content.decode()
    assert QUESTION in client.get("/approvals/").content.decode()
    failed = client.post(f"/approvals/{row.pk}/decline/", {"reason": ""})
    assert failed.status_code == 422
    client.post(f"/approvals/{row.pk}/decline/", {"reason": "Όχι φέτος."})
    shown = client.get(f"/approvals/{row.pk}/").content.decode()
    assert "Όχι φέτος." in shown and "Απόρριψη" not in shown
    assert "Όχι φέτος." in client.get(at).content.decode()


def test_the_api_and_a_terminal_do_the_same(call, get, ticket, dafni, giorgos):
    at = f"tickets/{ticket.number}"
    row = call(dafni, f"{at}/ask-approval", key="k", question=QUESTION).json()
    assert call(dafni, f"{at}/ask-approval", key="k", question=QUESTION).json() == row
    assert [one["id"] for one in get(giorgos, "approvals").json()] == [row["id"]]
    assert call(giorgos, f"approvals/{row['id']}/give").json()["decision"] == "approved"
    assert get(dafni, f"approvals/{row['id']}").json()["decided_by"] == giorgos.person_id
    run = CliRunner()
    said = run.invoke(group, ["ask-approval", ticket.number, QUESTION, "--as", "dafni"]).output
    pk = said.split()[0]
    listed = run.invoke(group_of_approvals, ["list", "--as", "giorgos"]).output
    assert QUESTION[:20] in listed
    said = run.invoke(group_of_approvals, ["withdraw", pk, "--as", "dafni"]).output
    assert "withdrawn" in said
    assert "ask-approval" in acts_open_to(viewer_for(dafni), ticket)
