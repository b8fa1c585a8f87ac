"""Why somebody reads a ticket: told to those who read all of it, and the same as the right."""

from datetime import timedelta

import pytest
from click.testing import CliRunner
from django.utils import timezone
from tests.servicedesk.desk import act, opened, referred

from pindos.identity.models import Account
from pindos.identity.queries import viewer_for
from pindos.kernel.errors import Invalid, NotFound
from pindos.organisation.models import Position
from pindos.records.terms import Sight
from pindos.servicedesk.cli import group
from pindos.servicedesk.models import Ticket
from pindos.servicedesk.queries import reader_of, readers_of, sight_of_ticket, tickets_for
from pindos.servicedesk.terms import Why

EVERYBODY = ("anthi", "dafni", "giorgos", "iason", "ioanna", "thaleia", "kosmas", "admin")


@pytest.fixture
def everybody(request, elegktis):
    """The whole cast, by name."""
    return {name: request.getfixturevalue(name) for name in EVERYBODY} | {"elegktis": elegktis}


def whys(viewer, ticket, person):
    return [reason.why for reason in reader_of(viewer, ticket, person).reasons]


def test_the_reasons_are_the_right_itself_seen_from_the_other_side(ticket, everybody, zoi):
    anthi, dafni, giorgos = (everybody[name] for name in ("anthi", "dafni", "giorgos"))
    with_watcher = opened(anthi, title="Ο εκτυπωτής τυπώνει «αλαμπουρνέζικα»")
    act("add_watcher", dafni, with_watcher, person="zoi@example.gr")
    away = opened(anthi, title="Δεν ανοίγει το ΣΗΔΕ")
    referred(dafni, away)
    moved = opened(anthi, title="Το τηλέφωνο στην Κοζάνη σιωπά")
    act("move_ticket", dafni, moved, unit="TP-KOZ", reason="Είναι δικό τους.")
    asked = opened(anthi, title="Νέα οθόνη 27 ιντσών")
    act("ask_approval", dafni, asked, unit="TP-FLO", question="Να αγοραστεί;")
    admin = viewer_for(everybody["admin"])
    for each in Ticket.objects.all():
        found = {row.person.id: row.sight for row in readers_of(admin, each)}
        for account in Account.objects.filter(person__isnull=False):
            viewer = viewer_for(account)
            sight = sight_of_ticket(viewer, each)
            assert found.get(account.person_id, Sight.NONE) == sight, (each.title, account)
            assert reader_of(admin, each, account.person_id).sight == sight
            assert tickets_for(viewer).filter(pk=each.pk).exists() == (sight != Sight.NONE)
    moved.refresh_from_db()
    assert whys(admin, moved, "dafni") == [Why.MOVED]
    assert whys(admin, moved, "kosmas") == [Why.UNIT]
    assert Why.REFERRED in whys(admin, away, "iason")
    assert whys(admin, with_watcher, "zoi") == [Why.WATCHER]
    assert whys(admin, asked, "giorgos") == [Why.UNIT, Why.APPROVER]


def test_a_position_that_ends_takes_its_reason_with_it(ticket, everybody):
    admin, dafni = viewer_for(everybody["admin"]), everybody["dafni"]
    assert whys(admin, ticket, "dafni") == [Why.UNIT]
    yesterday = timezone.localdate() - timedelta(days=1)
    Position.objects.filter(person=dafni.person_id).update(ends_on=yesterday)
    found = reader_of(admin, ticket, "dafni")
    assert (found.reasons, found.sight, found.can_sign_in) == ([], Sight.NONE, False)


def test_only_those_who_read_all_of_it_learn_who_does(ticket, everybody, zoi):
    act("add_watcher", everybody["dafni"], ticket, person="zoi@example.gr")
    for account in (everybody["anthi"], everybody["kosmas"], zoi):
        with pytest.raises(NotFound):
            readers_of(viewer_for(account), ticket)
        with pytest.raises(NotFound):
            reader_of(viewer_for(account), ticket, account.person_id)
    with pytest.raises(Invalid):
        reader_of(viewer_for(everybody["dafni"]), ticket, "κανένας@example.gr")


def test_the_page_explains_each_reader_and_answers_for_one_person(ticket, everybody, client):
    client.force_login(everybody["dafni"])
    page = client.get(f"/tickets/{ticket.number}/readers/").content.decode()
    assert "Δάφνη Λιβαδά" in page and "Γιώργος Πετρίδης" in page and "Κοσμάς" not in page
    assert "(βρίσκεται πάνω από τη μονάδα)" in page
    asked = client.get(f"/tickets/{ticket.number}/readers/", {"person": "anthi@example.gr"})
    assert "διαβάζει ό,τι διαβάζει όποιος το ζήτησε" in asked.content.decode()
    wrong = client.get(f"/tickets/{ticket.number}/readers/", {"person": "Ψ@"})
    assert wrong.status_code == 422 and 'value="Ψ@"' in wrong.content.decode()


def test_api_and_terminal_say_the_same(ticket, everybody, get):
    rows = get(everybody["dafni"], f"tickets/{ticket.number}/readers").json()
    mine = next(row for row in rows if row["person"]["name"] == "Δάφνη Λιβαδά")
    assert mine["sight"] == "all"
    assert [(each["why"], each["unit"]) for each in mine["reasons"]] == [("unit", "TP-FLO")]
    ran = CliRunner().invoke(group, ["readers", ticket.number, "--as", "dafni"])
    assert "all Δάφνη Λιβαδά\n    unit: technician TP-FLO" in ran.output, ran.output
