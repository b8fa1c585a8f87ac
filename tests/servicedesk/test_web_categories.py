"""Choosing from the catalogue when one reports: optional, and nothing that was typed is lost."""

import pytest
from django.urls import reverse

from pindos.identity.queries import viewer_for
from pindos.servicedesk.commands import change_category
from pindos.servicedesk.models import Answered, Ticket
from pindos.servicedesk.queries import all_categories, categories_for, category_shown

WORDS = {"where": "own", "urgency": "high", "impact": "person"}
HTMX = {"HX-Request": "true"}


def sent(client, account, **words):
    client.force_login(account)
    return client.post("/report/", {**WORDS, **words})


def test_the_catalogue_stands_by_group_and_is_searched_without_accents(client, anthi, catalogue):
    client.force_login(anthi)
    page = client.get("/report/catalogue/").content.decode()
    assert "Ο εκτυπωτής δεν τυπώνει" in page and "Το τηλέφωνο δεν λειτουργεί" in page
    found = client.get("/report/catalogue/", {"q": "ΕΚΤΥΠΩΤΗΣ τυπωνει"}).content.decode()
    assert "Ο εκτυπωτής δεν τυπώνει" in found and "Το τηλέφωνο δεν λειτουργεί" not in found
    none = client.get("/report/catalogue/", {"q": "υποβρύχιο"}).content.decode()
    assert "χωρίς κατηγορία" in none


def test_a_script_gets_the_part_that_it_asks_for(client, anthi, catalogue):
    client.force_login(anthi)
    whole = client.get("/report/catalogue/", headers=HTMX).content.decode()
    assert 'id="category-found"' in whole and "<html" not in whole
    found = {**HTMX, "HX-Target": "category-found"}
    part = client.get("/report/catalogue/", {"q": "τόνερ"}, headers=found).content.decode()
    assert "category=toner" in part and "category-found" not in part
    chosen = client.get("/report/", {"category": "toner"}, headers=HTMX).content.decode()
    assert "<html" not in chosen and 'name="answers-printer"' in chosen
    assert 'id="id_urgency" hx-swap-oob="true"' in chosen


def test_a_chosen_category_shows_what_to_try_and_asks_its_questions(client, anthi, catalogue):
    client.force_login(anthi)
    page = client.get("/report/", {"category": "toner"}).content.decode()
    assert "Κουνήστε απαλά το τόνερ" in page and 'name="answers-pieces"' in page
    answer = sent(client, anthi, category="toner", what="", **{"answers-printer": "HP του 2ου"})
    ticket = Ticket.objects.get()
    assert answer.url == reverse("servicedesk:report-sent", args=[ticket.number])
    assert ticket.title == "Τόνερ και αναλώσιμα" and ticket.category.key == "toner"
    assert Answered.objects.get().answers == {"printer": "HP του 2ου"}


def test_a_report_without_a_category_asks_as_before(client, anthi, catalogue):
    sent(client, anthi, what="Δεν ανοίγει η πόρτα του διακομιστή")
    assert Ticket.objects.get().category is None


@pytest.mark.parametrize(
    ("answers", "words"),
    [({}, "Αυτό λείπει: συμπληρώστε το"), ({"printer": "HP", "pieces": "τρία"}, "τρία")],
)
def test_a_wrong_answer_is_said_at_its_field_and_all_stays(
    client, anthi, catalogue, answers, words
):
    typed = {f"answers-{key}": value for key, value in answers.items()}
    answer = sent(client, anthi, category="toner", what="Τελειώνει το μαύρο", **typed)
    page = answer.content.decode()
    assert answer.status_code == 422 and not Ticket.objects.exists()
    assert "Τελειώνει το μαύρο" in page and 'name="category" value="toner"' in page
    assert words in page and "id_answers-" in page


def test_a_draft_keeps_the_category_and_the_answers(client, anthi, catalogue):
    typed = {"category": "toner", "answers-printer": "Xerox", "what": "Θέλω"}
    sent(client, anthi, draft="keep", **typed)
    page = client.get("/report/").content.decode()
    assert 'name="category" value="toner"' in page and 'value="Xerox"' in page
    page = client.get("/report/", {"category": ""}).content.decode()
    assert 'name="category"' not in page and "Θέλω" in page


def test_what_is_for_the_desk_is_neither_shown_nor_taken(client, anthi, dafni, catalogue):
    inner = next(each for each in all_categories() if each.content.is_for_desk)
    client.force_login(anthi)
    assert inner.name not in client.get("/report/catalogue/").content.decode()
    assert sent(client, anthi, category=inner.key, what="Κάτι").status_code == 422
    client.force_login(dafni)
    assert inner.name in client.get("/report/catalogue/").content.decode()


def test_the_ticket_shows_its_category_as_it_was_when_it_was_opened(
    client, anthi, dafni, admin, catalogue
):
    sent(client, anthi, category="toner", what="", **{"answers-printer": "HP του 2ου"})
    ticket = Ticket.objects.get()
    renamed = category_shown("toner").content.model_copy(update={"el": "Μελάνια", "fields": ()})
    change_category(viewer=viewer_for(admin), key="toner", content=renamed)
    own = client.get(f"/tickets/{ticket.number}/").content.decode()
    assert "Ποιος εκτυπωτής;" in own and "HP του 2ου" in own
    client.force_login(dafni)
    page = client.get(f"/tickets/{ticket.number}/").content.decode()
    assert "Τόνερ και αναλώσιμα" in page and "HP του 2ου" in page and "Μελάνια" not in page


def test_a_technician_corrects_the_category_and_the_former_answers_stay(
    client, anthi, dafni, catalogue
):
    sent(client, anthi, category="toner", what="", **{"answers-printer": "HP του 2ου"})
    ticket = Ticket.objects.get()
    url = f"/tickets/{ticket.number}/categorise/"
    client.force_login(dafni)
    assert "Ο εκτυπωτής δεν τυπώνει" in client.get(url).content.decode()
    part = client.get(url, {"q": "τόνερ"}, headers={**HTMX, "HX-Target": "category-found"})
    assert "<html" not in part.content.decode()
    page = client.get(url, {"category": "printer-not-printing"}).content.decode()
    assert 'value="HP του 2ου"' in page  # the same question was answered already
    words = {"category": "printer-not-printing", "answers-everybody": "yes"}
    assert client.post(url, words).url == f"/tickets/{ticket.number}/"
    page = client.get(f"/tickets/{ticket.number}/").content.decode()
    assert "Δεν τυπώνει κανείς;" in page and "HP του 2ου" in page


def test_a_category_of_others_offers_to_move_the_ticket(client, anthi, dafni, catalogue):
    other = next(
        each
        for each in categories_for(viewer_for(dafni))
        if each.content.competence == "support_central_systems"
    )
    sent(client, anthi, what="Δεν ανοίγει το σύστημα του Υπουργείου")
    ticket = Ticket.objects.get()
    client.force_login(dafni)
    url = f"/tickets/{ticket.number}/categorise/"
    assert 'name="reroute"' in client.get(url, {"category": other.key}).content.decode()
    client.post(url, {"category": other.key, "reroute": "on"})
    moved = Ticket.objects.get()
    assert moved.unit_id != ticket.unit_id and moved.category.key == other.key


def test_the_requester_does_not_correct_the_category(client, anthi, catalogue):
    sent(client, anthi, what="Δεν ανοίγει το σύστημα του Υπουργείου")
    ticket = Ticket.objects.get()
    assert client.get(f"/tickets/{ticket.number}/categorise/").status_code == 409
