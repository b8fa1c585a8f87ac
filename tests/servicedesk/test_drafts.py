"""What is typed at the desk survives the browser, for its writer alone; who else is here."""

import pytest
from django.test import Client
from tests.servicedesk.desk import STORY, act

from pindos.kernel.models import Draft, Presence
from pindos.servicedesk.models import Ticket

HALF = "Μισή απάντηση για τον πάροχο"


def at(account):
    client = Client()
    client.force_login(account)
    return client


def address(ticket, verb=""):
    return f"/tickets/{ticket.number}/{verb}"


def read(client, path):
    return client.get(path).content.decode()


def by_script(client, path, **words):
    return client.post(path, {**words, "draft": "keep"}, headers={"X-Draft": "1"})


def test_a_reply_is_there_again_in_another_browser_and_gone_when_sent(ticket, dafni):
    assert by_script(at(dafni), address(ticket, "reply/"), text=HALF).status_code == 204
    page = read(at(dafni), address(ticket))
    assert HALF in page and "Συνεχίζετε το πρόχειρό σας" in page
    at(dafni).post(address(ticket, "reply/"), {"text": STORY, "to": "user"})
    assert not Draft.objects.exists()
    assert HALF not in read(at(dafni), address(ticket))


@pytest.mark.parametrize("who", ["giorgos", "anthi", "iason", "admin"])
def test_nobody_else_is_shown_a_draft(request, ticket, dafni, who):
    by_script(at(dafni), address(ticket, "reply/"), text=HALF)
    account = request.getfixturevalue(who)
    for path in (address(ticket), address(ticket, "resolve/"), "/report/"):
        assert HALF not in read(at(account), path)


def test_a_draft_on_a_ticket_out_of_sight_is_neither_shown_nor_kept(ticket, dafni, kosmas):
    assert by_script(at(kosmas), address(ticket, "reply/"), text=HALF).status_code == 404
    assert not Draft.objects.exists()


@pytest.mark.parametrize(
    ("verb", "words"),
    [
        ("resolve", {"answer": HALF}),
        ("move", {"reason": HALF, "unit": "TP-KOZ"}),
        ("edit", {"title": HALF}),
        ("refer", {"found": HALF, "why": "parts"}),
    ],
)
def test_the_page_of_an_act_goes_on_from_its_draft(ticket, dafni, verb, words):
    by_script(at(dafni), address(ticket, f"{verb}/"), **words, version="1")
    page = read(at(dafni), address(ticket, f"{verb}/"))
    assert HALF in page and 'name="version" value="1"' in page


def test_a_draft_goes_on_from_the_version_on_which_it_was_begun(ticket, dafni, giorgos):
    words = {"impact": "unit", "urgency": "normal", "version": "1", "shown": '{"impact":"person"}'}
    by_script(at(dafni), address(ticket, "priority/"), **words)
    act("set_priority", giorgos, ticket, impact="all", urgency="normal")
    shown = at(dafni).get(address(ticket, "priority/")).context
    sent = {**shown["form"].initial, "version": shown["version"], "shown": shown["shown"]}
    answer = at(dafni).post(address(ticket, "priority/"), sent)
    assert answer.status_code == 422 and Ticket.objects.get().impact == "all"


def test_without_a_script_two_buttons_keep_it_and_throw_it_away(ticket, dafni, anthi):
    for account, path, field in ((dafni, "reply/", "text"), (anthi, None, "what")):
        client, url = at(account), address(ticket, path) if path else "/report/"
        kept = client.post(url, {field: HALF, "draft": "keep"}, follow=True)
        assert HALF in kept.content.decode()
        assert "φυλάχτηκε" in kept.content.decode()
        dropped = client.post(url, {field: HALF, "draft": "drop"}, follow=True)
        assert HALF not in dropped.content.decode()
    assert not Draft.objects.exists() and Ticket.objects.count() == 1


def test_the_desk_sees_who_else_is_here_and_who_is_writing(ticket, dafni, giorgos):
    url = address(ticket, "presence/")
    at(dafni).post(url, {"writing": "1", "seen": "0"})
    answer = at(giorgos).post(url, {"seen": "0"})
    page = answer.content.decode()
    assert "Γράφει τώρα" in page and "Δάφνη Λιβαδά" in page
    same = at(giorgos).post(url, {"seen": "0", "was": answer.context["was"]})
    assert same.status_code == 204


def test_what_was_written_meanwhile_is_said_with_the_way_to_it(ticket, dafni, giorgos):
    seen = at(giorgos).get(address(ticket)).context["seen"]
    act("note_ticket", dafni, ticket, text=STORY)
    page = at(giorgos).post(address(ticket, "presence/"), {"seen": seen}).content.decode()
    assert "1 νέα καταχώριση" in page and f"{address(ticket)}#story" in page
    mine = at(dafni).post(address(ticket, "presence/"), {"seen": seen}).content.decode()
    assert "νέα καταχώριση" not in mine


def test_the_requester_neither_sees_who_reads_nor_is_seen(ticket, anthi, dafni):
    at(dafni).post(address(ticket, "presence/"))
    assert at(anthi).post(address(ticket, "presence/")).status_code == 404
    assert "data-presence" not in read(at(anthi), address(ticket))
    assert Presence.objects.count() == 1
