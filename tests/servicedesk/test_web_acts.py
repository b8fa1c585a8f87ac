"""Acts on a ticket: each keeps every word when it is refused, and shows only what may be done."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.servicedesk.desk import ANSWER, QUESTION, act, opened, referred

from pindos.identity.queries import viewer_for
from pindos.records.models import HeldFile
from pindos.servicedesk.models import Ticket
from pindos.servicedesk.queries import acts_open_to, story_of, ticket_by

WORDS = "Άλλαξα το τύμπανο· τυπώνει «κανονικά»."


@pytest.fixture
def ticket(anthi):
    return opened(anthi)


def url(name, ticket):
    return reverse(f"servicedesk:ticket-{name}", args=[ticket.number])


def post(client, account, name, ticket, **words):
    client.force_login(account)
    return client.post(url(name, ticket), words)


def shown(client, account, ticket):
    client.force_login(account)
    return client.get(url("show", ticket)).content.decode()


def again(ticket):
    return Ticket.objects.get(pk=ticket.pk)


def texts(account, ticket):
    return [moment.text for moment in story_of(viewer_for(account), again(ticket))]


def test_a_note_and_a_reply_differ_by_the_button_only(client, anthi, dafni, ticket):
    post(client, dafni, "reply", ticket, text="προς όλους", to="user")
    post(client, dafni, "reply", ticket, text="προς εμάς", to="inside")
    assert "προς όλους" in texts(anthi, ticket) and "προς εμάς" not in texts(anthi, ticket)
    assert "προς εμάς" in texts(dafni, ticket)
    assert "προς εμάς" not in shown(client, anthi, ticket)


def test_a_reply_sent_twice_stands_once_and_another_one_beside_it(client, dafni, ticket):
    for text in (WORDS, WORDS, "Και κάτι άλλο"):
        post(client, dafni, "reply", ticket, text=text, to="user", once="a1")
    assert texts(dafni, ticket).count(WORDS) == 1 and "Και κάτι άλλο" in texts(dafni, ticket)


def test_an_empty_reply_keeps_its_file(client, dafni, ticket):
    file = SimpleUploadedFile("μέτρηση.csv", b"a;b\n1;2\n", content_type="text/csv")
    answer = post(client, dafni, "reply", ticket, text="", to="user", files=file)
    assert answer.status_code == 422 and "μέτρηση.csv" in answer.content.decode()
    key = HeldFile.objects.get().key
    post(client, dafni, "reply", ticket, text=WORDS, to="user", kept=key)
    story = story_of(viewer_for(dafni), again(ticket))
    assert [file.name for moment in story for file in moment.files] == ["μέτρηση.csv"]


FORMS = [
    ("resolve", {"answer": WORDS}, ["resolve_ticket", "reopen_ticket"]),
    ("move", {"unit": "TP-KOZ", "reason": WORDS}, ["take_ticket"]),
    ("priority", {"impact": "all", "urgency": "high"}, ["set_priority"]),
]
OTHERS = {
    "resolve_ticket": {"answer": WORDS},
    "set_priority": {"impact": "unit", "urgency": "low"},
}


@pytest.mark.parametrize(("name", "words", "others"), FORMS)
def test_a_stale_form_keeps_its_words_and_shows_what_changed(
    client, dafni, giorgos, ticket, name, words, others
):
    seen = story_of(viewer_for(dafni), ticket)[-1].id
    for each in others:
        act(each, giorgos, ticket, **OTHERS.get(each, {}))
    answer = post(client, dafni, name, ticket, version=ticket.version, seen=seen, **words)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Τι άλλαξε στο μεταξύ" in page and "Γιώργος Πετρίδης" in page
    assert name == "priority" or WORDS in page
    fresh = again(ticket).version
    assert f'name="version" value="{fresh}"' in page
    assert post(client, dafni, name, ticket, version=fresh, **words).status_code == 302


@pytest.mark.parametrize(("name", "words"), [("resolve", "answer"), ("move", "reason")])
def test_a_form_without_words_says_so_and_changes_nothing(client, dafni, ticket, name, words):
    answer = post(client, dafni, name, ticket, unit="TP-KOZ", **{words: " "})
    assert answer.status_code == 422 and again(ticket).version == ticket.version


def refer(client, account, ticket, **words):
    words = {"why": "outside", "found": "Ο πάροχος.", "ask": "Δήλωση βλάβης", **words}
    return post(client, account, "refer", ticket, **words)


def test_a_referral_is_made_of_what_was_tried_found_and_asked(client, anthi, dafni, iason, ticket):
    act("note_ticket", dafni, ticket, text="Άλλαξα καλώδιο, ίδια εικόνα.")
    act("note_ticket", dafni, ticket, text="Μίλησα με τη χρήστρια.")
    first = next(m.id for m in story_of(viewer_for(dafni), ticket) if "καλώδιο" in m.text)
    refer(client, dafni, ticket, tried=[first], more="Μέτρησα: απώλεια 7 %.")
    leg = again(ticket).legs.get()
    assert "Άλλαξα καλώδιο" in leg.tried and "απώλεια 7 %" in leg.tried
    assert "Μίλησα" not in leg.tried
    assert leg.reason.startswith("Δήλωση βλάβης") and "έξω από τον νομό" in leg.reason
    page = shown(client, iason, ticket)
    assert "απώλεια 7 %" in page and "Αποδοχή" in page
    assert "απώλεια 7 %" not in shown(client, anthi, ticket)


@pytest.mark.parametrize("missing", ["found", "ask", "why"])
def test_a_referral_that_lacks_something_keeps_the_rest(client, dafni, ticket, missing):
    answer = refer(client, dafni, ticket, more=WORDS, **{missing: ""})
    page = answer.content.decode()
    assert answer.status_code == 422 and not ticket.legs.exists()
    assert WORDS in page and "<title>Σφάλμα:" in page and f"#id_{missing}" in page


def test_a_referral_in_which_nothing_was_tried_is_sent_back(client, dafni, ticket):
    assert "#id_more" in refer(client, dafni, ticket).content.decode()


def test_another_reason_needs_its_words(client, dafni, ticket):
    answer = refer(client, dafni, ticket, more=WORDS, why="other")
    assert "#id_other" in answer.content.decode()
    refer(client, dafni, ticket, more=WORDS, why="other", other="Λείπει ο τεχνικός")
    assert "Λείπει ο τεχνικός" in ticket.legs.get().reason


def test_the_asked_unit_asks_and_answers_on_small_pages(client, dafni, iason, ticket):
    referred(dafni, ticket)
    post(client, iason, "accept", ticket)
    post(client, iason, "return", ticket, question=QUESTION)
    assert again(ticket).state == "returned"
    referred(dafni, ticket)
    post(client, iason, "hand-back", ticket, answer=ANSWER)
    page = shown(client, dafni, ticket)
    assert QUESTION in page and ANSWER in page
    assert [leg.outcome for leg in ticket.legs.order_by("id")] == ["question", "answer"]


def test_whoever_asked_opens_a_solved_ticket_again_with_one_click(client, anthi, dafni, ticket):
    act("resolve_ticket", dafni, ticket, answer=ANSWER)
    assert "Δεν λύθηκε, άνοιγμα ξανά" in shown(client, anthi, ticket)
    post(client, anthi, "reopen", ticket)
    assert again(ticket).state == "new"
    act("resolve_ticket", dafni, ticket, answer=ANSWER)
    post(client, anthi, "confirm", ticket)
    assert again(ticket).state == "closed"


def test_what_one_solved_alone_is_cancelled_from_the_receipt(client, anthi, ticket):
    client.force_login(anthi)
    receipt = client.get(reverse("servicedesk:report-sent", args=[ticket.number]))
    assert "Το έλυσα, ακύρωση" in receipt.content.decode()
    post(client, anthi, "confirm", ticket)
    assert again(ticket).state == "closed"


def test_after_moving_it_away_one_reads_it_on(client, dafni, ticket):
    answer = post(client, dafni, "move", ticket, unit="TP-KOZ", reason=WORDS)
    assert answer.url == url("show", ticket)
    assert "Τμήμα Πληροφορικής Κοζάνης" in shown(client, dafni, ticket)


PAGES = ["take", "assign", "priority", "accept", "return", "hand-back", "recall", "move"]
PAGES += ["resolve", "confirm", "reopen", "refer"]


@pytest.mark.parametrize("name", PAGES)
def test_no_act_opens_for_another_prefecture(client, kosmas, ticket, name):
    client.force_login(kosmas)
    assert client.get(url(name, ticket)).status_code == 404
    assert client.post(url(name, ticket)).status_code == 404


@pytest.mark.parametrize("name", PAGES)
def test_the_page_of_an_act_opens_exactly_when_it_may_be_done(
    client, dafni, elegktis, ticket, name
):
    for account in (dafni, elegktis):
        client.force_login(account)
        may = name in acts_open_to(viewer_for(account), ticket_by(viewer_for(account), ticket.pk))
        assert client.get(url(name, ticket)).status_code == (200 if may else 409)


def test_an_auditor_sees_all_and_is_offered_nothing(client, dafni, elegktis, ticket):
    act("note_ticket", dafni, ticket, text="προς εμάς")
    page = shown(client, elegktis, ticket)
    assert "προς εμάς" in page and "Ανάληψη" not in page and 'name="text"' not in page


def test_a_number_is_found_however_it_is_written_in_the_address(client, dafni, ticket):
    client.force_login(dafni)
    answer = client.get("/tickets/φλω-1/")
    assert answer.status_code == 302 and answer.url == url("show", ticket)
