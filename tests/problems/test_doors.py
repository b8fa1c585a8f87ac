"""Problems on pages, over HTTP and in a terminal, and on the tickets that they explain."""

import pytest
from click.testing import CliRunner
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.cast import viewer_of
from tests.problems.conftest import CAUSE, TITLE, WORKAROUND
from tests.servicedesk.desk import act, opened

from pindos.cli import root
from pindos.kernel.deliveries import drain
from pindos.notices.models import Notice
from pindos.problems.commands import edit_problem, publish_problem
from pindos.problems.models import Incident, Problem
from pindos.problems.web.panels import problems_of_ticket, workarounds_of_ticket
from pindos.servicedesk.models import Ticket

PRINTER = "printer-not-printing"
NEW = {"title": TITLE, "impact": "unit", "priority": "high", "unit": "TP-FLO"}


@pytest.fixture
def known(problem, dafni):
    return publish_problem(viewer=viewer_of(dafni), problem_id=problem.pk, cause=CAUSE)


def text(client, url, **query):
    answer = client.get(url, query)
    assert answer.status_code == 200, url
    return answer.content.decode()


def test_a_problem_is_opened_from_a_ticket_and_led_to_its_end_on_pages(client, dafni, ticket):
    client.force_login(dafni)
    assert "Όταν η ίδια βλάβη" in text(client, "/problems/")
    page = text(client, "/problems/open/", ticket=ticket.number)
    assert ticket.title in page and ticket.number in page
    wrong = client.post("/problems/open/", {**NEW, "title": "", "cause": CAUSE})
    assert wrong.status_code == 422 and CAUSE in wrong.content.decode()
    answer = client.post("/problems/open/", {**NEW, "tickets": f"{ticket.number}, {ticket.pk}"})
    row = Problem.objects.get()
    assert answer.url == f"/problems/{row.pk}/" and Incident.objects.get().ticket_id == ticket.pk
    assert row.number in text(client, f"/tickets/{ticket.number}/")
    client.post(f"{answer.url}investigate/", {"version": row.version})
    empty = client.post(f"{answer.url}publish/", {})
    assert empty.status_code == 422 and "παράκαμψη" in empty.content.decode()
    client.post(f"{answer.url}publish/", {"workaround": WORKAROUND})
    assert WORKAROUND in text(client, answer.url)
    resolved = client.post(f"{answer.url}resolve/", {"fix": "Μεγάλωσε ο δίσκος."})
    assert resolved.url == f"{answer.url}cascade/"
    assert "Μεγάλωσε ο δίσκος." in text(client, resolved.url)
    looked = client.post(resolved.url, {"tell": "resolve", "text": "Μεγάλωσε ο δίσκος."})
    client.post(f"{looked.url}carry-out/")
    assert Ticket.objects.get().state == "solved"
    client.post(f"{answer.url}close/")
    assert client.get(f"{answer.url}edit/").status_code == 409
    assert TITLE in text(client, "/problems/")


def test_two_who_wrote_the_same_choose_what_stays(client, dafni, problem):
    client.force_login(dafni)
    url = f"/problems/{problem.pk}/edit/"
    assert WORKAROUND in text(client, url)
    words = {**NEW, "workaround": WORKAROUND, "version": 1, "shown": '{"cause":""}'}
    assert client.post(url, {**words, "cause": "Ο δίσκος"}).status_code == 302
    page = client.post(url, {**words, "cause": "Το δίκτυο"})
    assert page.status_code == 422 and "keep-cause" in page.content.decode()


def test_a_note_with_a_file_stands_in_the_history_and_no_stranger_reads_it(
    client, dafni, kosmas, known
):
    client.force_login(dafni)
    file = SimpleUploadedFile("ίχνος.txt", "Γέμισε".encode(), "text/plain")
    client.post(f"/problems/{known.pk}/note/", {"text": "Είδα τον δίσκο.", "files": [file]})
    page = text(client, f"/problems/{known.pk}/")
    assert "Είδα τον δίσκο." in page and "ίχνος.txt" in page
    link = page.partition('href="/attachments/')[2].partition('"')[0]
    assert client.get(f"/attachments/{link}").status_code == 200
    client.force_login(kosmas)
    page = text(client, f"/problems/{known.pk}/")
    assert CAUSE in page and "Είδα τον δίσκο." not in page and "ίχνος" not in page
    assert client.get(f"/attachments/{link}").status_code == 404


def test_tickets_ticked_in_the_queue_have_one_problem(client, dafni, anthi, ticket):
    other = opened(anthi, title="Πάλι το πρωτόκολλο")
    client.force_login(dafni)
    assert 'formaction="/problems/open/"' in text(client, "/tickets/")
    chosen = {"begun": "1", "ticket": [ticket.number, other.number]}
    begun = client.post("/problems/open/", chosen)
    page = begun.content.decode()
    assert begun.status_code == 200 and f"{ticket.number} {other.number}" in page
    assert client.post("/problems/open/", {"begun": "1"}).status_code == 409
    words = {**NEW, "tickets": f"{ticket.number} {other.number}", "once": "ένα"}
    urls = {client.post("/problems/open/", words).url for _ in range(2)}
    assert len(urls) == 1 and Incident.objects.count() == 2


def test_a_draft_comes_back(client, dafni, chart):
    client.force_login(dafni)
    client.post("/problems/open/", {**NEW, "title": "Μισός τίτλος", "draft": "keep"})
    assert not Problem.objects.exists()
    assert "Μισός τίτλος" in text(client, "/problems/open/")


def test_whoever_asked_reads_the_workaround_only_where_it_is_public(
    client, anthi, dafni, known, ticket
):
    client.force_login(anthi)
    url = f"/tickets/{ticket.number}/"
    assert WORKAROUND not in text(client, url)
    edit_problem(viewer=viewer_of(dafni), problem_id=known.pk, is_public=True)
    page = text(client, url)
    assert WORKAROUND in page and CAUSE not in page and known.number not in page


def test_a_known_error_is_suggested_on_tickets_of_its_category_in_all_prefectures(
    client, dafni, kosmas, petros, known, catalogue
):
    theirs = opened(petros, category=PRINTER, are_answers_needed=False)
    client.force_login(kosmas)
    url = f"/tickets/{theirs.number}/"
    assert TITLE not in text(client, url)
    edit_problem(viewer=viewer_of(dafni), problem_id=known.pk, category=PRINTER)
    page = text(client, url)
    assert TITLE in page and f"/problems/{known.pk}/link/?ticket={theirs.pk}" in page
    assert theirs.number in text(client, f"/problems/{known.pk}/link/", ticket=theirs.pk)
    client.post(f"/problems/{known.pk}/link/", {"tickets": theirs.number})
    assert Incident.objects.filter(ticket=theirs).exists()


def test_a_ticket_costs_one_query_more_for_its_problems(dafni, anthi, known, ticket):
    for panel, account in ((problems_of_ticket, dafni), (workarounds_of_ticket, anthi)):
        viewer = viewer_of(account)
        with CaptureQueriesContext(connection) as asked:
            panel(viewer, ticket.pk)
        assert len(asked) == 1


def test_the_unit_is_told_and_nobody_of_what_they_did_themselves(dafni, giorgos, known):
    while drain():
        pass
    told = Notice.objects.filter(kind__startswith="problem")
    assert set(told.values_list("person", flat=True)) == {giorgos.person_id}
    assert sorted(told.values_list("kind", flat=True)) == ["problem-opened", "problem-published"]
    assert told.first().title.startswith(known.number)


def test_the_api_opens_links_leads_on_and_tells(client, dafni, anthi, kosmas, ticket):
    client.force_login(dafni)

    def post(path, key="", **body):
        headers = {"Idempotency-Key": key} if key else {}
        url = f"/api/v1/problems{path}"
        return client.post(url, body, content_type="application/json", headers=headers)

    first = post("", key="α", title=TITLE, tickets=[ticket.number])
    again = post("", key="α", title=TITLE, tickets=[ticket.number])
    assert first.status_code == 201 and first.json() == again.json()
    assert Problem.objects.count() == 1
    one = f"/{first.json()['id']}"
    assert post(f"{one}/publish").status_code == 422
    assert post(f"{one}/edit", cause=CAUSE, version=1).json()["details"]["version"] == 2
    assert post(f"{one}/edit", cause="Άλλη", version=1).status_code == 409
    assert post(f"{one}/publish", workaround=WORKAROUND).json()["state"] == "known_error"
    other = opened(anthi, title="Και εδώ")
    assert len(post(f"{one}/link", tickets=[other.number]).json()["incidents"]) == 2
    assert len(post(f"{one}/unlink", tickets=[other.pk]).json()["incidents"]) == 1
    note = client.post(f"/api/v1/problems{one}/note", {"text": "Είδα τον δίσκο."})
    assert note.json()["timeline"][-1]["text"] == "Είδα τον δίσκο."
    looked = post(f"{one}/cascade", tell="reply", text="Το κοιτάμε.")
    assert looked.status_code == 201 and looked.json()["outcomes"] == {"wanted": 1}
    listed = client.get("/api/v1/problems", {"filter": f"ticket = {ticket.number}"}).json()
    assert [each["open_tickets"] for each in listed["items"]] == [1]
    client.force_login(kosmas)
    read = client.get(f"/api/v1/problems{one}").json()
    assert read["cause"] == CAUSE and read["details"] is None and not read["incidents"]
    assert client.get("/api/v1/known-errors").json()["items"][0]["title"] == TITLE
    assert post(f"{one}/close").status_code == 403


def test_the_terminal_does_the_same(dafni, ticket):
    pindos = root()

    def run(*words):
        words = ["problem", *words, "--as", "dafni"]
        return CliRunner().invoke(pindos, words, catch_exceptions=False).output

    number = run("open", TITLE, "--ticket", ticket.number, "--priority", "high").split()[0]
    assert number in run("list", "--filter", "priority = high")
    run("edit", "1", "--cause", CAUSE)
    assert "known_error" in run("publish", number)
    assert TITLE in run("list", "--known")
    assert "wanted" in run("cascade", number, "Το κοιτάμε.", "--dry-run")
    run("note", number, "Είδα τον δίσκο.")
    assert "resolved" in run("resolve", number, "Μεγάλωσε ο δίσκος.")
    shown = run("show", number)
    assert "Είδα τον δίσκο." in shown and ticket.number in shown and CAUSE in shown
    assert "closed" in run("close", number)
    assert "known_error" in run("reopen", number, "Ξανά")
    assert "cancelled" in run("cancel", number, "Δεν είναι πρόβλημα")
    run("reopen", number, "Λάθος")
    run("unlink", number, ticket.number)
    assert not Incident.objects.exists()
    assert "investigating" in run("link", number, ticket.number)
    assert "known_error" in run("publish", number)
    assert "investigating" in run("investigate", number)


def test_an_employee_has_no_problems(client, anthi, known):
    client.force_login(anthi)
    for url in ("/problems/", "/problems/known/", "/problems/open/", f"/problems/{known.pk}/"):
        assert client.get(url).status_code == 404
    assert "/problems/" not in text(client, "/tickets/mine/")


def test_solving_by_hand_leaves_a_problem_without_open_tickets(client, dafni, known, ticket):
    act("resolve_ticket", dafni, ticket, answer="Έγινε.")
    client.force_login(dafni)
    answer = client.post(f"/problems/{known.pk}/resolve/", {"fix": "Δίσκος."})
    assert answer.url == f"/problems/{known.pk}/"
    assert "Κανένα" in text(client, f"/problems/{known.pk}/cascade/")
