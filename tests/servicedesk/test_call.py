"""Taking a call: one submit opens, notes or solves, and all of it or nothing happens."""

import pytest
from tests.servicedesk.desk import opened

from pindos.identity.queries import viewer_for
from pindos.records.queries import timeline
from pindos.servicedesk.models import Caller, Effort, Ticket
from pindos.servicedesk.queries import caller_facts

TITLE = "Δεν συνδέεται στην ΙΡΙΔΑ"


@pytest.fixture
def call_page(client, dafni):
    client.force_login(dafni)
    return client


def sent(client, account, person="", **words):
    client.force_login(account)
    return client.post("/call/", {"person": person, "title": TITLE, **words})


def test_a_number_that_one_person_has_leads_straight_to_them(call_page, anthi):
    answer = call_page.get("/call/", {"q": "kalogirou"})
    assert answer.url == f"/call/?person={anthi.person_id}"
    page = call_page.get(answer.url).content.decode()
    assert "Ανθή Καλογήρου" in page and "Διοικητήριο Φλώρινας" in page and "2385 000 000" in page


def test_several_are_offered_and_a_script_gets_only_the_list(call_page, anthi):
    page = call_page.get("/call/", {"q": "2385000000"}).content.decode()
    assert "Ανθή Καλογήρου" in page and "Δάφνη Λιβαδά" in page
    part = call_page.get("/call/", {"q": "ανθη"}, headers={"HX-Request": "true"})
    assert "Ανθή Καλογήρου" in part.content.decode() and "<html" not in part.content.decode()


def test_a_name_and_a_title_are_enough(client, dafni, anthi):
    answer = sent(client, dafni, anthi.person_id)
    ticket = Ticket.objects.get()
    assert answer.url == f"/tickets/{ticket.number}/"
    assert (ticket.title, ticket.requester_id) == (TITLE, anthi.person_id)
    assert ticket.state == "new"


def test_what_was_solved_on_the_telephone_is_solved_with_its_time(client, dafni, anthi, catalogue):
    words = {"answer": "Ξεκλείδωσα τον λογαριασμό.", "spent": "10 λ", "category": "toner"}
    sent(client, dafni, anthi.person_id, **words)
    ticket = Ticket.objects.get()
    assert (ticket.state, ticket.assignee_id) == ("solved", dafni.person_id)
    assert ticket.category.key == "toner" and Effort.objects.get().minutes == 10


def test_a_part_that_is_refused_takes_all_back_and_keeps_what_was_typed(client, dafni, anthi):
    answer = sent(client, dafni, anthi.person_id, answer="Έγινε επανεκκίνηση.", spent="πολύ")
    page = answer.content.decode()
    assert answer.status_code == 422 and not Ticket.objects.exists()
    assert TITLE in page and "Έγινε επανεκκίνηση." in page and 'value="πολύ"' in page


def test_a_second_click_opens_no_second_ticket(client, dafni, anthi):
    sent(client, dafni, anthi.person_id, once="a1")
    sent(client, dafni, anthi.person_id, once="a1")
    assert Ticket.objects.count() == 1


def test_what_they_say_of_an_open_ticket_is_noted_there(client, dafni, anthi):
    ticket = opened(anthi)
    client.force_login(dafni)
    page = client.get("/call/", {"person": anthi.person_id}).content.decode()
    assert ticket.number in page and "1 ανοιχτό αίτημα" in page
    sent(client, dafni, anthi.person_id, ticket=ticket.number, title="Το θέλει σήμερα")
    assert Ticket.objects.count() == 1
    notes = [entry.text for entry in timeline(ticket.record_id, "all") if entry.kind == "note"]
    assert notes == ["Τηλεφώνησαν: Το θέλει σήμερα"]


def test_somebody_unknown_can_be_called_back(client, dafni):
    client.force_login(dafni)
    page = client.get("/call/", {"unknown": "1", "q": "6941 234567"}).content.decode()
    assert 'value="6941 234567"' in page
    words = {"caller": "Σπύρος Τέλιος", "caller_phone": "6941 234567", "prefecture": "FLO"}
    answer = sent(client, dafni, **words)
    caller = Caller.objects.get()
    assert (caller.name, caller.phone) == ("Σπύρος Τέλιος", "6941 234567")
    assert "Σπύρος Τέλιος, 6941 234567" in client.get(answer.url).content.decode()


def test_what_was_solved_for_somebody_unknown_waits_for_nobody(client, dafni):
    words = {"caller": "Σπύρος Τέλιος", "prefecture": "FLO", "answer": "Του έδειξα πού είναι."}
    answer = sent(client, dafni, do="solve", **words)
    ticket = Ticket.objects.get()
    assert ticket.state == "solved", answer.content.decode()
    page = client.get(f"/tickets/{ticket.number}/").content.decode()
    assert "δεν είναι στο μητρώο" in page and "επιβεβαίωση από: ." not in page


def test_nobody_learns_of_people_whom_they_do_not_serve(client, kosmas, anthi):
    client.force_login(kosmas)
    assert client.get("/call/", {"person": anthi.person_id}).status_code == 404
    assert sent(client, kosmas, anthi.person_id).status_code == 404
    assert client.get("/api/v1/callers", {"q": "καλογηρου"}).json() == []
    client.force_login(anthi)
    assert client.get("/call/").status_code == 403


def test_the_api_finds_and_takes_the_call(get, call, dafni, anthi):
    (found,) = get(dafni, "callers", q="Kalogirou").json()
    assert found["name"] == "Ανθή Καλογήρου"
    body = {"requester": found["id"], "title": TITLE, "answer": "Άλλαξα κωδικό.", "spent": "5"}
    answer = call(dafni, "calls", **body)
    assert answer.status_code == 201 and answer.json()["state"] == "solved"


def test_a_caller_takes_as_many_queries_however_much_they_asked(
    dafni, anthi, django_assert_num_queries
):
    viewer = viewer_for(dafni)
    for many in (1, 10):
        for _ in range(many):
            opened(anthi)
        with django_assert_num_queries(7):
            caller_facts(viewer, anthi.person_id)
