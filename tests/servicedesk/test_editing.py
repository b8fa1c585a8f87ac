"""The facts of a ticket are put right by those whose they are, and nobody's words are lost."""

import pytest
from tests.servicedesk.desk import TITLE, act, referred

from pindos.identity.queries import viewer_for
from pindos.kernel.errors import Clash, Forbidden, Invalid, NotFound, Refused
from pindos.kernel.models import Change, Event
from pindos.records.queries import participants_of
from pindos.servicedesk.models import Ticket
from pindos.servicedesk.queries import story_of, ticket_by

BETTER = "Το πρωτόκολλο διακόπτεται στο Δασονομείο Αμυνταίου κάθε πρωί"


def test_the_unit_puts_the_title_right_and_the_history_says_what_it_was(ticket, anthi, dafni):
    now = act("edit_ticket", dafni, ticket, title=f"  {BETTER} ")
    assert now.title == BETTER and "πρωτοκολλο διακοπτεται" in now.search_text
    assert "Το πρωτόκολλο αργεί στο Αμύνταιο" in story_of(viewer_for(anthi), now)[-1].words
    event = Event.objects.latest("pk")
    assert (event.name, event.payload["fields"]) == ("servicedesk.TicketEdited", ["title"])
    change = Change.objects.get(event=event, field="title")
    assert (change.before, change.after) == (TITLE, BETTER)


def test_another_person_asked_and_sees_it_from_now_on(ticket, anthi, giorgos, dafni):
    act("edit_ticket", dafni, ticket, requester=giorgos.person_id)
    assert participants_of(ticket.record_id) == {giorgos.person_id: "requester"}
    assert ticket_by(viewer_for(giorgos), ticket.pk).requester_id == giorgos.person_id
    with pytest.raises(NotFound):
        ticket_by(viewer_for(anthi), ticket.pk)


def test_the_place_changes_within_what_the_unit_answers_for(ticket, dafni, chart):
    now = act("edit_ticket", dafni, ticket, site="FLO-AMYNT")
    assert now.site_id == chart.sites["FLO-AMYNT"].pk
    with pytest.raises(Invalid) as refusal:
        act("edit_ticket", dafni, ticket, site="KOZ-DIOIK")
    assert "Κοζάνης" in str(refusal.value)
    assert Ticket.objects.get().site_id == now.site_id


def test_the_requester_corrects_the_title_only_and_only_while_it_is_new(ticket, anthi, dafni):
    assert act("edit_ticket", anthi, ticket, title=BETTER).title == BETTER
    with pytest.raises(Forbidden):
        act("edit_ticket", anthi, ticket, site="FLO-AMYNT")
    act("take_ticket", dafni, ticket)
    with pytest.raises(Refused):
        act("edit_ticket", anthi, ticket, title=TITLE)


@pytest.mark.parametrize("who", ["iason", "elegktis"])
def test_who_only_looks_or_helps_does_not_edit(request, ticket, dafni, who):
    account = request.getfixturevalue(who)
    referred(dafni, ticket)
    with pytest.raises(Forbidden):
        act("edit_ticket", account, ticket, title=BETTER)


def test_nothing_new_says_nothing(ticket, dafni):
    told = Event.objects.count()
    act("edit_ticket", dafni, ticket, title=TITLE, requester=ticket.requester_id)
    assert Event.objects.count() == told and Ticket.objects.get().version == 1


def test_one_puts_the_title_right_the_other_the_place_and_both_stay(ticket, dafni, giorgos, chart):
    act("edit_ticket", giorgos, ticket, site="FLO-AMYNT", version=1)
    now = act("edit_ticket", dafni, ticket, title=BETTER, version=1)
    assert (now.title, now.site_id) == (BETTER, chart.sites["FLO-AMYNT"].pk)
    with pytest.raises(Clash) as clash:
        act("edit_ticket", giorgos, ticket, title="Άλλο", version=2, seen={"title": TITLE})
    assert clash.value.fields["title"].by == "Δάφνη Λιβαδά"


def test_the_page_shows_both_sides_and_takes_the_choice(client, ticket, dafni, giorgos):
    client.force_login(dafni)
    url = f"/tickets/{ticket.number}/edit/"
    shown = client.get(url).context
    form = {**shown["form"].initial, "version": ticket.version, "shown": shown["shown"]}
    act("edit_ticket", giorgos, ticket, title="Αργεί το πρωτόκολλο", site="FLO-AMYNT")
    answer = client.post(url, {**form, "title": BETTER})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f"<strong>{BETTER}</strong>" in page and "<strong>Αργεί το πρωτόκολλο</strong>" in page
    assert "Γιώργος Πετρίδης" in page
    fresh = answer.context["form"].data
    again = {name: fresh[name] for name in ("title", "place", "requester", "version", "shown")}
    assert again["place"] == f"site:{Ticket.objects.get().site_id}"
    done = client.post(url, {**again, "keep-title": "theirs", "theirs-title": "Αργεί ξανά"})
    assert done.status_code == 302 and Ticket.objects.get().title == "Αργεί ξανά"


def test_the_page_names_another_person(client, ticket, dafni, giorgos, anthi):
    client.force_login(dafni)
    url = f"/tickets/{ticket.number}/edit/"
    form = dict(client.get(url).context["form"].initial)
    assert form["requester"] == "anthi@example.gr"
    wrong = client.post(url, {**form, "requester": "κανένας"})
    assert wrong.status_code == 422 and "κανένας" in wrong.content.decode()
    assert client.post(url, {**form, "requester": "Πετρίδης"}).status_code == 302
    assert Ticket.objects.get().requester_id == giorgos.person_id


def test_the_requester_is_asked_for_the_title_only(client, ticket, anthi):
    client.force_login(anthi)
    url = f"/tickets/{ticket.number}/edit/"
    assert list(client.get(url).context["form"].fields) == ["title"]
    assert client.post(url, {"title": BETTER}).status_code == 302
    assert Ticket.objects.get().title == BETTER
