"""The section of related tickets: page, suggestions, and the doors beside it."""

import pytest
from click.testing import CliRunner
from tests.servicedesk.desk import ANSWER, act, opened

from pindos.servicedesk.cli import group
from pindos.servicedesk.models import Link, Ticket


@pytest.fixture
def desk(client, dafni):
    client.force_login(dafni)
    return client


def url(ticket, verb=""):
    return f"/tickets/{ticket.number}/{verb}"


def test_a_ticket_is_linked_from_its_page_and_unlinked_again(desk, ticket, anthi):
    other = opened(anthi, title="Ούτε το Διαδίκτυο ανοίγει")
    shown = desk.get(url(ticket)).content.decode()
    assert "Σχετικά αιτήματα" in shown and "Σύνδεση με άλλο αίτημα" in shown
    answer = desk.post(url(ticket, "link/"), {"other": other.number.lower(), "tie": "duplicates"})
    assert answer.status_code == 302
    shown = desk.get(url(ticket)).content.decode()
    assert "Διπλό του" in shown and "Ούτε το Διαδίκτυο ανοίγει" in shown
    assert "Τα διπλά του" in desk.get(url(other)).content.decode()
    desk.post(url(ticket, "unlink/"), {"other": other.number, "tie": "duplicates"})
    assert not Link.objects.exists()


def test_a_number_that_is_not_there_keeps_what_was_typed(desk, ticket):
    answer = desk.post(url(ticket, "link/"), {"other": "ΦΛΩ 4711", "tie": "blocks"})
    shown = answer.content.decode()
    assert answer.status_code == 422 and 'value="ΦΛΩ 4711"' in shown
    assert "Δεν υπάρχει αίτημα «ΦΛΩ 4711»" in shown
    assert '<option value="blocks" selected>' in shown


def test_suggestions_hold_only_what_the_viewer_sees(client, desk, ticket, anthi, kosmas):
    mine = opened(anthi, title="Πρωτόκολλο Φλώρινας")
    theirs = opened(anthi, title="Πρωτόκολλο Κοζάνης", prefecture="KOZ")
    shown = desk.get(url(ticket, "link/options/"), {"other": "πρωτοκολλο"}).content.decode()
    assert mine.number in shown and theirs.number not in shown and ticket.number not in shown
    client.force_login(kosmas)
    assert client.get(url(ticket, "link/options/"), {"other": "πρωτο"}).status_code == 404
    client.force_login(anthi)
    shown = client.get(url(ticket, "link/options/"), {"other": "πρωτοκολλο"}).content.decode()
    assert "option" not in shown
    assert client.get(url(ticket, "link/")).status_code == 409


def test_the_page_of_the_solution_offers_the_children_and_names_who_is_told(
    desk, ticket, anthi, dafni
):
    children = [opened(anthi, title=f"Και σε μένα {n}") for n in range(3)]
    for child in children:
        act("link_ticket", dafni, ticket, other=child.number, tie="child")
    act("refer_ticket", dafni, children[2], tried="Όλα.", reason="Δεν γίνεται εδώ.")
    shown = desk.get(url(ticket, "resolve/")).content.decode()
    assert f"{children[0].number} Και σε μένα 0 – Ανθή Καλογήρου" in shown
    assert "Αυτά τα μέρη του μένουν όπως είναι" in shown and "Είναι στη Διεύθυνση" in shown
    desk.post(url(ticket, "resolve/"), {"answer": ANSWER, "children": [children[0].pk]})
    states = [Ticket.objects.get(pk=child.pk).state for child in children]
    assert states == ["solved", "new", "referred"]
    assert "Έμειναν ανοιχτά 2 μέρη του" in desk.get(url(ticket)).content.decode()


def test_the_api_links_shows_suggests_and_unlinks(ticket, anthi, dafni, call, get):
    other = opened(anthi)
    path = f"tickets/{ticket.number}"
    assert call(dafni, f"{path}/link", other=other.pk, tie="child").status_code == 200
    [link] = get(dafni, f"{path}/links").json()
    assert (link["tie"], link["ticket"]["number"], link["left"]) == ("child", other.number, "")
    assert get(anthi, f"{path}/links").json() == []
    found = get(dafni, f"{path}/link/options", q=other.number).json()
    assert [one["number"] for one in found] == [other.number]
    call(dafni, f"{path}/resolve", answer=ANSWER, children=[other.number])
    assert Ticket.objects.get(pk=other.pk).state == "solved"
    call(dafni, f"{path}/unlink", other=other.number, tie="child")
    assert get(dafni, f"{path}/links").json() == []


def test_the_terminal_links_and_prints(ticket, anthi, dafni):
    other = opened(anthi)

    def run(*words):
        return CliRunner().invoke(group, [*words, "--as", "dafni"], catch_exceptions=False).output

    run("link", ticket.number, other.number, "--tie", "child")
    assert run("links", ticket.number).startswith(f"child {other.number} new")
    run("resolve", ticket.number, ANSWER, "--child", other.number)
    assert Ticket.objects.get(pk=other.pk).state == "solved"
    run("reopen", ticket.number, "Πάλι.", "--child", other.number)
    assert Ticket.objects.get(pk=other.pk).state == "new"
    run("unlink", ticket.number, other.number, "--tie", "child")
    assert not Link.objects.exists()
