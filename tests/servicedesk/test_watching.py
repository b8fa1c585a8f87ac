"""Watching a ticket: what is heard by it, what is seen by it, and what is never seen by it."""

import pytest
from click.testing import CliRunner
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.servicedesk.desk import ANSWER, TITLE, act, opened
from tests.servicedesk.test_telling import told

from pindos.identity.queries import viewer_for
from pindos.kernel.errors import Forbidden, Invalid, NotFound, Refused
from pindos.kernel.models import Change
from pindos.organisation.models import Position
from pindos.records.models import Attachment
from pindos.records.queries import attachment_for, participants_of
from pindos.servicedesk.cli import group
from pindos.servicedesk.queries import (
    TICKETS,
    acts_open_to,
    sight_of_ticket,
    story_of,
    ticket_by,
    tickets_for,
    watchers_of,
)
from pindos.servicedesk.queries.own import watched


def read(account, ticket):
    return [moment.text or moment.words for moment in story_of(viewer_for(account), ticket)]


def test_whoever_is_let_in_reads_exactly_what_the_requester_reads(
    ticket, anthi, dafni, zoi, client
):
    inside = [SimpleUploadedFile("μέσα.txt", b"x", "text/plain")]
    public = [SimpleUploadedFile("έξω.txt", b"y", "text/plain")]
    act("note_ticket", dafni, ticket, text="Παλιός δρομολογητής.", files=inside)
    act("reply_to_ticket", dafni, ticket, text="Το κοιτάμε.", files=public)
    with pytest.raises(NotFound):
        ticket_by(viewer_for(zoi), ticket.number)
    act("add_watcher", dafni, ticket, person="zoi@example.gr")
    seen = ticket_by(viewer_for(zoi), ticket.number)
    assert read(zoi, seen) == read(anthi, seen) and "Το κοιτάμε." in read(zoi, seen)
    assert acts_open_to(viewer_for(zoi), seen) == frozenset()
    by_name = {row.name: row.pk for row in Attachment.objects.all()}
    attachment_for(viewer_for(zoi), by_name["έξω.txt"])
    with pytest.raises(NotFound):
        attachment_for(viewer_for(zoi), by_name["μέσα.txt"])
    client.force_login(zoi)
    page = client.get(f"/tickets/{ticket.number}/").content.decode()
    assert TITLE in page and "δρομολογητής" not in page and "Το κοιτάμε." in page
    found = client.get(f"/api/v1/tickets/{ticket.number}").json()
    assert found["acts"] == [] and "δρομολογητής" not in str(found)
    listed = client.get("/tickets/mine/").content.decode()
    assert TITLE in listed and "Τα παρακολουθώ" in listed
    assert "αργεί στο Αμύνταιο" in client.get("/search/", {"q": "πρωτοκολλο"}).content.decode()
    assert [row.pk for row in TICKETS.found(viewer_for(zoi))] == [ticket.pk]
    assert client.get("/api/v1/events").json()["items"] == []


def test_sight_ends_when_a_watcher_is_removed_and_when_they_leave_the_service(
    ticket, anthi, dafni, zoi
):
    act("add_watcher", dafni, ticket, person="zoi@example.gr")
    act("remove_watcher", anthi, ticket, person_id=zoi.person_id)
    assert not tickets_for(viewer_for(zoi)).exists()
    act("add_watcher", dafni, ticket, person="zoi@example.gr")
    act("unwatch_ticket", zoi, ticket)
    assert not tickets_for(viewer_for(zoi)).exists()
    act("add_watcher", dafni, ticket, person="zoi@example.gr")
    Position.objects.filter(person=zoi.person_id).update(ends_on="2026-01-02")
    act("reply_to_ticket", dafni, ticket, text="Το κοιτάμε.")
    assert told(zoi) == {"zoi": []}


def test_a_watcher_can_neither_act_nor_let_others_in(ticket, dafni, zoi):
    act("add_watcher", dafni, ticket, person="zoi@example.gr")
    for name, words in (
        ("reply_to_ticket", {"text": "Κι εγώ."}),
        ("confirm_ticket", {}),
        ("add_watcher", {"person": "dafni@example.gr"}),
    ):
        with pytest.raises(Forbidden):
            act(name, zoi, ticket, **words)


def test_the_requester_adds_colleagues_of_the_office_and_learns_of_nobody_else(
    ticket, anthi, zoi, petros, dafni
):
    said = set()
    for person in ("petros@example.gr", "nobody@example.gr", petros.person_id, "dafni"):
        with pytest.raises(Invalid) as refusal:
            act("add_watcher", anthi, ticket, person=person)
        said.add(str(refusal.value.fields["person"]))
    assert len(said) == 1
    act("add_watcher", anthi, ticket, person="zoi@example.gr")
    assert ticket_by(viewer_for(zoi), ticket.pk)
    assert [row.person.id for row in watchers_of(viewer_for(anthi), ticket)] == [zoi.person_id]


def test_whoever_sees_it_anyway_follows_it_and_nothing_is_granted(ticket, dafni, giorgos, anthi):
    act("add_watcher", dafni, ticket, person="giorgos")
    assert participants_of(ticket.record_id)[giorgos.person_id] == "follower"
    assert watchers_of(viewer_for(anthi), ticket) == []
    assert not any("παρακολουθεί" in words for words in read(anthi, ticket))
    Position.objects.filter(person=giorgos.person_id).update(
        unit=Position.objects.get(person=anthi.person_id).unit, role="employee"
    )
    assert not tickets_for(viewer_for(giorgos)).filter(pk=ticket.pk).exists()
    act("note_ticket", dafni, ticket, text="Μέσα.")
    assert "ticket-watched" not in told(giorgos)["giorgos"]


def test_the_requester_and_strangers_cannot_follow(ticket, anthi, kosmas):
    with pytest.raises(Refused, match="ενημερώνεται"):
        act("watch_ticket", anthi, ticket)
    with pytest.raises(NotFound):
        act("watch_ticket", kosmas, ticket)


def test_watchers_hear_of_what_is_public_and_followers_of_notes_too_each_once(
    ticket, anthi, dafni, giorgos, zoi
):
    act("add_watcher", dafni, ticket, person="zoi@example.gr")
    act("watch_ticket", giorgos, ticket)
    act("watch_ticket", giorgos, ticket)
    told(zoi, giorgos)
    act("reply_to_ticket", dafni, ticket, text="Το κοιτάμε.")
    act("note_ticket", dafni, ticket, text="Παλιός δρομολογητής.")
    act("resolve_ticket", dafni, ticket, answer=ANSWER)
    assert told(zoi, giorgos, anthi) == {
        "zoi": ["ticket-shown", "ticket-watched", "ticket-watched"],
        "giorgos": ["ticket-new", "ticket-watched", "ticket-watched", "ticket-watched"],
        "anthi": ["ticket-replied", "ticket-resolved"],
    }


def test_whoever_is_told_anyway_or_did_it_is_not_told_as_a_watcher(ticket, anthi, dafni):
    act("take_ticket", dafni, ticket)
    act("watch_ticket", dafni, ticket)
    act("reply_to_ticket", anthi, ticket, text="Ακόμη τίποτα;")
    act("reply_to_ticket", dafni, ticket, text="Σε λίγο.")
    assert told(dafni)["dafni"] == ["ticket-new", "ticket-answered"]


def test_pages_and_api_let_in_and_remove(client, call, get, ticket, anthi, dafni, zoi):
    at = f"/tickets/{ticket.number}/"
    client.force_login(dafni)
    assert client.post(f"{at}watch/").status_code == 302
    assert "Να μην το παρακολουθώ" in client.get(at).content.decode()
    failed = client.post(f"{at}add-watcher/", {"person": "κανείς"})
    assert failed.status_code == 422 and "κανείς" in failed.content.decode()
    client.post(f"{at}add-watcher/", {"person": "zoi@example.gr"})
    assert "Παπακωνσταντίνου-Βλάχου" in client.get(at).content.decode()
    options = client.get(f"{at}watchers/options/", {"person": "Ανθή"}).content.decode()
    assert "anthi" not in options
    client.post(f"{at}remove-watcher/", {"person": zoi.person_id})
    assert watchers_of(viewer_for(anthi), ticket) == []
    client.force_login(anthi)
    shown = client.get(f"{at}watchers/options/", {"person": "ζωη"}).content.decode()
    assert "zoi@example.gr" in shown
    api = f"tickets/{ticket.number}"
    assert call(anthi, f"{api}/add-watcher", person="zoi@example.gr").status_code == 200
    assert [row["is_follower"] for row in get(dafni, f"{api}/watchers").json()] == [False, True]
    assert [row["person"]["id"] for row in get(anthi, f"{api}/watchers").json()] == [zoi.person_id]
    assert call(anthi, f"{api}/remove-watcher", person=zoi.person_id).status_code == 200
    assert call(dafni, f"{api}/unwatch").status_code == 200
    assert call(dafni, f"{api}/watch").status_code == 200


def test_a_terminal_lets_in_and_removes(ticket, dafni, zoi):
    run, as_dafni = CliRunner(), ["--as", "dafni"]
    for verb in (["watch"], ["add-watcher"]):
        more = ["zoi"] if verb == ["add-watcher"] else []
        assert run.invoke(group, [*verb, ticket.number, *more, *as_dafni]).exit_code == 0
    listed = run.invoke(group, ["watchers", ticket.number, *as_dafni]).output
    assert "watcher Ζωή" in listed and "follower Δάφνη" in listed
    assert run.invoke(group, ["remove-watcher", ticket.number, "zoi", *as_dafni]).exit_code == 0
    assert run.invoke(group, ["unwatch", ticket.number, *as_dafni]).exit_code == 0
    assert run.invoke(group, ["watchers", ticket.number, *as_dafni]).output == ""


def test_a_filter_finds_what_i_watch(ticket, dafni, anthi):
    other = opened(anthi)
    act("watch_ticket", dafni, ticket)
    viewer = viewer_for(dafni)
    found = TICKETS.found(viewer, "watched = yes")
    assert [row.pk for row in found] == [ticket.pk] and other.pk != ticket.pk
    assert [row.pk for row in watched(viewer)] == [ticket.pk]


def test_sight_costs_one_query_more_for_a_watcher_only(ticket, dafni, zoi):
    act("add_watcher", dafni, ticket, person="zoi@example.gr")
    for account, most in ((dafni, 0), (zoi, 1)):
        viewer = viewer_for(account)
        with CaptureQueriesContext(connection) as queries:
            sight_of_ticket(viewer, ticket)
        assert len(queries) == most


def test_the_trail_says_who_let_whom_in(ticket, anthi, dafni, zoi):
    act("add_watcher", anthi, ticket, person="zoi@example.gr")
    act("remove_watcher", dafni, ticket, person_id=zoi.person_id)
    rows = Change.objects.filter(field=f"watcher.{zoi.person_id}").order_by("id")
    assert [(row.event.name, row.before, row.after) for row in rows] == [
        ("servicedesk.WatcherAdded", None, "watcher"),
        ("servicedesk.WatcherRemoved", "watcher", None),
    ]
