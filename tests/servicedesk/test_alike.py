"""Probable duplicates gathered with one click, and what solved others like a ticket."""

from datetime import timedelta

import pytest
from click.testing import CliRunner
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.servicedesk.desk import act, opened
from tests.servicedesk.test_telling import told

from pindos.identity.queries import viewer_for
from pindos.kernel.errors import Invalid, NotFound, Refused
from pindos.servicedesk import commands
from pindos.servicedesk.cli import group
from pindos.servicedesk.models import Merge, Ticket
from pindos.servicedesk.queries import probable_duplicates, solved_alike
from pindos.servicedesk.terms import BulkOutcome

TOLD = "Άλλαξε ο εκτυπωτής ουράς στον διακομιστή."


@pytest.fixture
def outage(anthi, zoi, dafni):
    """Four reports of one morning: the line of Amyntaio is down, and a printer beside it."""
    said = ["Έπεσε η γραμμή στο Αμύνταιο", "Δεν έχουμε γραμμή Αμυνταίου", "Κόπηκε το ίντερνετ"]
    lines = [opened(one, title=title) for one, title in zip((anthi, zoi, zoi), said, strict=True)]
    return [*lines, opened(anthi, title="Ο εκτυπωτής μασάει χαρτί")]


def numbers(found):
    return [each.line.ticket.number for each in found]


def merged_at_once(account, tickets, into):
    looked = commands.preview_bulk_act(
        viewer=viewer_for(account),
        verb="merge",
        ticket_ids=[each.pk for each in tickets],
        arguments={"into": into.number},
    )
    return looked, commands.carry_out_bulk_act(viewer=viewer_for(account), bulk_id=looked.pk)


def outcomes(bulk):
    return dict(bulk.items.values_list("ticket__number", "outcome"))


def test_what_shares_words_stands_first_and_only_of_the_same_hours(outage, dafni):
    first, second, third, printer = outage
    old = opened(dafni, title="Έπεσε η γραμμή στο Αμύνταιο")
    Ticket.objects.filter(pk=old.pk).update(opened_at=first.opened_at - timedelta(hours=13))
    found = probable_duplicates(viewer_for(dafni), first)
    assert numbers(found)[0] == second.number and found[0].is_likely and found[0].words >= 1
    assert set(numbers(found)) == {second.number, third.number, printer.number}
    assert not found[-1].is_likely


def test_what_cannot_be_merged_or_belongs_to_others_is_not_offered(outage, dafni, kosmas):
    first, second, third, printer = outage
    act("resolve_ticket", dafni, second, answer=TOLD)
    elsewhere = opened(kosmas, title="Έπεσε η γραμμή στο Αμύνταιο", prefecture="KOZ")
    found = numbers(probable_duplicates(viewer_for(dafni), first))
    assert set(found) == {third.number, printer.number} and elsewhere.number not in found


@pytest.mark.parametrize("ask", [probable_duplicates, solved_alike])
def test_neither_a_stranger_nor_whoever_asked_learns_anything(ask, outage, anthi, kosmas):
    for account in (anthi, kosmas):
        with pytest.raises(NotFound):
            ask(viewer_for(account), outage[0])


def test_solved_ones_come_with_what_the_requester_was_told(anthi, dafni, kosmas):
    new = opened(anthi, title="Ο εκτυπωτής του πρωτοκόλλου δεν τυπώνει")
    like = opened(anthi, title="Δεν τυπώνει ο εκτυπωτής στο πρωτόκολλο")
    act("note_ticket", dafni, like, text="Εσωτερικό: χαλασμένος δίσκος.")
    act("resolve_ticket", dafni, like, answer=TOLD)
    other = opened(anthi, title="Χάθηκε το ποντίκι")
    act("resolve_ticket", dafni, other, answer="Δόθηκε νέο.")
    foreign = opened(kosmas, title="Ο εκτυπωτής πρωτοκόλλου δεν τυπώνει", prefecture="KOZ")
    act("resolve_ticket", kosmas, foreign, answer="Ξένη λύση.")
    found = solved_alike(viewer_for(dafni), new)
    assert [(each.line.ticket.number, each.solution) for each in found] == [(like.number, TOLD)]


def test_many_are_merged_at_once_and_come_apart_at_once(outage, dafni, giorgos, anthi, zoi):
    first, second, third, printer = outage
    looked, done = merged_at_once(dafni, [first, second, third], first)
    assert outcomes(done) == {first.number: "nothing", second.number: "done", third.number: "done"}
    assert set(Merge.objects.filter(undone_at=None).values_list("ticket", flat=True)) == {
        second.pk,
        third.pk,
    }
    heard = told(zoi, anthi)
    assert heard["zoi"].count("ticket-merged") == 1, "told once of both"
    undone = commands.undo_bulk_act(viewer=viewer_for(dafni), bulk_id=looked.pk)
    assert undone.state == "undone" and not Merge.objects.filter(undone_at=None).exists()
    assert set(Ticket.objects.values_list("state", flat=True)) == {"new"}


def test_what_was_taken_apart_by_hand_since_stays_so(outage, dafni):
    first, second, third, _printer = outage
    looked, _done = merged_at_once(dafni, [second, third], first)
    act("unmerge_ticket", dafni, second)
    act("take_ticket", dafni, second)
    bulk = commands.undo_bulk_act(viewer=viewer_for(dafni), bulk_id=looked.pk)
    assert outcomes(bulk) == {second.number: "kept", third.number: "undone"}
    second.refresh_from_db()
    assert second.state == "assigned"


def test_the_preview_says_which_stay_out_and_why(outage, dafni, giorgos):
    first, second, third, _printer = outage
    act("ask_approval", dafni, second, question="Να γίνει;", unit="TP-FLO")
    act("resolve_ticket", dafni, third, answer=TOLD)
    looked = commands.preview_bulk_act(
        viewer=viewer_for(dafni),
        verb="merge",
        ticket_ids=[second.pk, third.pk],
        arguments={"into": first.number},
    )
    reasons = dict(looked.items.values_list("ticket__number", "reason"))
    assert set(outcomes(looked).values()) == {BulkOutcome.LEFT_OUT.value}
    assert "έγκριση" in reasons[second.number] and "έχει λυθεί" in reasons[third.number]


def test_a_target_that_cannot_take_them_is_refused_at_once(outage, dafni, kosmas):
    first, second, third, _printer = outage
    foreign = opened(kosmas, title="Γραμμή", prefecture="KOZ")
    for into in (foreign.number, "Φ-ΤΙΠΟΤΑ", ""):
        with pytest.raises(Invalid) as caught:
            commands.preview_bulk_act(
                viewer=viewer_for(dafni),
                verb="merge",
                ticket_ids=[second.pk],
                arguments={"into": into},
            )
        assert "into" in caught.value.fields
    act("merge_ticket", dafni, third, into=first.number)
    with pytest.raises(Refused, match=first.number):
        merged_at_once(dafni, [second], third)


def test_pages_gather_duplicates_with_one_click(client, outage, dafni):
    first, second, third, printer = outage
    client.force_login(dafni)
    at = f"/tickets/{first.number}/"
    shown = client.get(at).content.decode()
    assert f'hx-get="{at}alike/"' in shown and f'href="{at}duplicates/"' in shown
    page = client.get(f"{at}duplicates/").content.decode()
    assert page.count('name="ticket"') == 3
    assert page.count(" checked>") == 1 and "κοινές λέξεις" in page
    sent = {"do": "merge", "asked": "1", "into": first.number, "ticket": [second.number]}
    answer = client.post("/bulk/preview/", sent)
    preview = client.get(answer.url).content.decode()
    assert answer.status_code == 302 and second.number in preview and first.number in preview
    client.post(f"{answer.url}carry-out/")
    second.refresh_from_db()
    assert second.state == "merged"


def test_the_list_offers_merging_and_says_what_is_wrong_with_the_number(client, outage, dafni):
    first, second, _third, _printer = outage
    client.force_login(dafni)
    assert 'value="merge"' in client.get("/tickets/").content.decode()
    asked = client.post("/bulk/preview/", {"do": "merge", "ticket": [second.number]})
    assert asked.status_code == 200 and 'name="into"' in asked.content.decode()
    sent = {"do": "merge", "asked": "1", "into": "τίποτα", "ids": str(second.pk)}
    answer = client.post("/bulk/preview/", sent)
    assert answer.status_code == 422 and "τίποτα" in answer.content.decode()


def test_solved_ones_are_a_part_of_the_page_or_a_page(client, anthi, dafni):
    new = opened(anthi, title="Ο εκτυπωτής του πρωτοκόλλου δεν τυπώνει")
    like = opened(anthi, title="Δεν τυπώνει ο εκτυπωτής στο πρωτόκολλο")
    act("resolve_ticket", dafni, like, answer=TOLD)
    client.force_login(dafni)
    at = f"/tickets/{new.number}/alike/"
    part = client.get(at, headers={"HX-Request": "true"}).content.decode()
    assert TOLD in part and "<html" not in part
    assert TOLD in client.get(at).content.decode()
    client.force_login(anthi)
    assert client.get(at).status_code == 404


def test_doors_of_programs_and_terminals(get, call, outage, dafni, catalogue):
    first, second, third, _printer = outage
    found = get(dafni, f"tickets/{first.number}/duplicates").json()
    assert found[0]["ticket"]["number"] == second.number and found[0]["is_likely"] is True
    assert get(dafni, f"tickets/{first.number}/alike").json() == []
    body = {"verb": "merge", "tickets": [third.number], "arguments": {"into": first.number}}
    assert call(dafni, "tickets/bulk", **body).json()["outcomes"] == {"done": 1}
    result = CliRunner().invoke(group, ["duplicates", first.number, "--as", "dafni"])
    assert f"* {second.number}" in result.output


def test_solved_ones_are_asked_for_by_their_keys_however_large_the_archive(anthi, dafni):
    new, like = (opened(anthi, title="Ο εκτυπωτής δεν τυπώνει") for _ in range(2))
    act("resolve_ticket", dafni, like, answer=TOLD)
    with CaptureQueriesContext(connection) as asked:
        assert solved_alike(viewer_for(dafni), new)
    where = [each["sql"].partition(" WHERE ")[2] for each in asked.captured_queries]
    assert not [each for each in where if '"servicedesk_ticket"."state"' in each]


@pytest.mark.parametrize(
    ("asked", "solved", "answer"),
    [
        (
            "Ο εκτυπωτής φαίνεται εκτός σύνδεσης",
            "Δεν μπαίνω στον υπολογιστή, ξέχασα τον κωδικό",
            "Μετά την πρώτη σύνδεση ορίσατε νέο κωδικό.",
        ),
        ("Ο σαρωτής δεν φαίνεται στον υπολογιστή", "Δεν μπαίνω στον υπολογιστή", "Νέος κωδικός."),
        (
            "Το πρόγραμμα δαπανών δεν ανοίγει",
            "Έπεσε το δίκτυο σε όλο το κτίριο",
            "Κανένα πρόγραμμα δεν άνοιγε· άλλαξε ο δρομολογητής.",
        ),
        ("Καταμέτρηση γραφίτη, Νοέμβριος 2026", "Έλεγχος αντιγράφων, 23 Νοεμβρίου 2026", "Έγινε."),
    ],
)
def test_words_that_happen_to_be_shared_make_no_ticket_alike(anthi, dafni, asked, solved, answer):
    other = opened(anthi, title=solved)
    act("resolve_ticket", dafni, other, answer=answer)
    assert solved_alike(viewer_for(dafni), opened(anthi, title=asked)) == []


@pytest.mark.parametrize(
    ("asked", "solved", "answer"),
    [
        ("Δεν τυπώνει ο εκτυπωτής", "o ektypotis den typonei", TOLD),
        ("Εγκατάσταση προγράμματος για PDF", "προγραμμα για pdf", "Μπήκε."),
        ("Κλείδωσε το PIN της υπογραφής", "Έληξε η υπογραφή", "Κλείδωσε και το PIN· άλλαξαν."),
        ("Δεν μπαίνω στον υπολογιστή, ξέχασα κωδικό", "Ξέχασα τον κωδικό μου", "Νέος κωδικός."),
    ],
)
def test_what_is_about_the_same_is_offered_without_a_category(anthi, dafni, asked, solved, answer):
    other = opened(anthi, title=solved)
    act("resolve_ticket", dafni, other, answer=answer)
    found = solved_alike(viewer_for(dafni), opened(anthi, title=asked))
    assert numbers(found) == [other.number]
