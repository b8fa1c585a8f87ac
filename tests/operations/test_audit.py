import csv
import io
from datetime import timedelta

import pytest
from click.testing import CliRunner
from django.utils import timezone
from tests.cast import engaged, viewer_of

from pindos.identity.commands import create_token
from pindos.kernel.access import HOUSE
from pindos.kernel.errors import Invalid, NotFound
from pindos.kernel.events import DomainEvent
from pindos.kernel.models import Change, Event
from pindos.kernel.sealing import erase, seal
from pindos.operations.cli import audit
from pindos.operations.queries import audit_for, lines_of
from pindos.operations.table import safe
from pindos.operations.terms import Asked
from pindos.operations.wording import EVENTS
from pindos.operations.wording_of_rooms import ROOMS
from pindos.organisation.queries import unit_named
from pindos.organisation.terms import Role
from pindos.servicedesk.commands import (
    accept_ticket,
    open_ticket,
    refer_ticket,
    set_priority,
    take_ticket,
)

TITLE = "Ο εκτυπωτής του πρωτοκόλλου δεν τυπώνει"


@pytest.fixture
def ticket(dafni):
    """One of Florina's, opened and taken by Dafni and made urgent."""
    viewer = viewer_of(dafni)
    made = open_ticket(
        viewer=viewer, title=TITLE, description="=CMD() «Κέρκυρα»", prefecture="FLO"
    )
    take_ticket(viewer=viewer, ticket_id=made.pk)
    set_priority(viewer=viewer, ticket_id=made.pk, impact="all", urgency="high")
    seal()
    made.refresh_from_db()
    return made


def names(events):
    return [event.name.partition(".")[2] for event in events]


def seen_by(account, **asked):
    return audit_for(viewer_of(account), Asked(**asked))


def test_administrator_and_auditor_see_every_event_of_the_units_below(ticket, admin, elegktis):
    seal()
    for account in (admin, elegktis):
        shown = names(seen_by(account, subject=ticket.number))
        assert shown == ["TicketPrioritised", "TicketTaken", "TicketOpened"]
        assert "PersonAppointed" in names(seen_by(account))


def test_a_referral_is_told_in_words_with_names_and_times_as_people_write_them(
    ticket, dafni, iason, admin
):
    refer_ticket(
        viewer=viewer_of(dafni),
        ticket_id=ticket.pk,
        tried="Άλλαξα το καλώδιο",
        reason="Χρειάζεται ο πάροχος",
    )
    accept_ticket(viewer=viewer_of(iason), ticket_id=ticket.pk)
    seal()
    accepted, referred, *_, opened = lines_of(seen_by(admin, subject=ticket.number))
    said = {each.field: each.after for line in (accepted, referred) for each in line.differences}
    assert said["έχει την παραπομπή"] == str(iason.person)
    assert f"{timezone.localdate():%d/%m/%Y}" in said["έναρξη παραπομπής"]
    assert "Φλώρινα" in {each.after for each in opened.differences}
    assert not any("leg" in field or "_" in field for field in said)


def test_nobody_else_sees_any(ticket, dafni, giorgos, thaleia, anthi, client):
    for account in (dafni, giorgos, thaleia, anthi):
        with pytest.raises(NotFound):
            seen_by(account)
        client.force_login(account)
        assert client.get("/audit/").status_code == 404
        assert client.post("/audit/export/").status_code == 404
        assert client.get("/api/v1/audit").status_code == 404


def test_an_auditor_of_one_department_sees_that_department_only(ticket, chart):
    flo = engaged("flo", "Φλώρα", "Φ", role="auditor", unit="TP-FLO")
    koz = engaged("koz", "Κοζ", "Κ", role="auditor", unit="TP-KOZ")
    seal()
    assert "TicketOpened" in names(seen_by(flo))
    assert set(seen_by(flo).values_list("unit_id", flat=True)) == {unit_named("TP-FLO").id}
    assert "TicketOpened" not in names(seen_by(koz))
    with pytest.raises(Invalid, match="FLO-"):
        seen_by(koz, subject=ticket.number)


def test_what_belongs_to_no_unit_is_seen_over_a_whole_administration_only(ticket, admin):
    Event.objects.filter(name="servicedesk.TicketTaken").update(unit_id=None)
    flo = engaged("flo", "Φλώρα", "Φ", role="auditor", unit="TP-FLO")
    assert "TicketTaken" in names(seen_by(admin))
    assert "TicketTaken" not in names(seen_by(flo))


def test_filters_narrow_by_person_number_unit_kind_and_days(ticket, admin, dafni):
    number = ticket.number.replace("FLO", "φλω").lower()
    assert len(seen_by(admin, subject=number)) == 3
    assert len(seen_by(admin, subject=f"servicedesk.ticket:{ticket.pk}")) == 3
    assert {event.actor_id for event in seen_by(admin, person="dafni", kind="servicedesk")} == {
        dafni.pk
    }
    assert names(seen_by(admin, person="λιβαδα", kind="servicedesk.TicketTaken")) == [
        "TicketTaken"
    ]
    assert len(seen_by(admin, unit="TP-FLO", kind="servicedesk")) == 3
    assert not seen_by(admin, unit="TP-KOZ", kind="servicedesk")
    today = timezone.localdate()
    assert len(seen_by(admin, kind="servicedesk", since=today, until=today)) == 3
    assert not seen_by(admin, kind="servicedesk", since=today + timedelta(days=1))
    assert not seen_by(admin, kind="servicedesk", until=today - timedelta(days=1))


@pytest.mark.parametrize(
    "asked", [{"person": "κανένας"}, {"unit": "ΧΧΧ"}, {"subject": "FLO-2026-9999"}]
)
def test_what_does_not_exist_is_refused_at_its_field(ticket, admin, asked):
    with pytest.raises(Invalid) as wrong:
        seen_by(admin, **asked)
    assert set(wrong.value.fields) == set(asked)


def test_a_line_says_who_in_which_capacity_did_what_with_before_and_after(ticket, admin):
    urgent, taken, _opened = lines_of(seen_by(admin, subject=ticket.number))
    assert (urgent.who, urgent.did) == ("Δάφνη Λιβαδά", "Ορισμός προτεραιότητας")
    assert urgent.capacity == str(Role.TECHNICIAN.label)
    assert (urgent.about, urgent.unit) == (
        ticket.number,
        unit_named("TP-FLO").name,
    )
    said = {each.field: (each.before, each.after) for each in urgent.differences}
    assert said["έκταση"] == ("Ένα άτομο", "Όλοι οι νομοί") or said["έκταση"][0] != "person"
    states = {each.field: (each.before, each.after) for each in taken.differences}
    assert states["υπεύθυνος"] == ("", "Δάφνη Λιβαδά")


def test_an_erased_value_is_shown_as_erased(ticket, admin):
    erase(Event.objects.get(name="servicedesk.TicketPrioritised"))
    line, *_rest = lines_of(seen_by(admin, kind="servicedesk.TicketPrioritised"))
    assert all(each.is_erased and not each.after for each in line.differences)


def test_looking_at_one_persons_trail_is_itself_in_the_trail(ticket, admin, dafni, client):
    client.force_login(admin)
    client.get("/audit/")
    assert not Event.objects.filter(name="operations.AuditLookedAt").exists()
    page = client.get("/audit/?person=dafni").content.decode()
    assert "Ανάληψη αιτήματος" in page
    looked = Event.objects.get(name="operations.AuditLookedAt")
    assert (looked.actor_id, looked.capacity) == (admin.pk, "administrator")
    assert looked.payload == {"account_ids": [dafni.pk], "filters": {"person": "dafni"}}


def test_the_page_shows_changes_stays_small_and_teaches_when_empty(ticket, admin, client):
    client.force_login(admin)
    for urgency in ["low", "high"] * 25:
        set_priority(viewer=viewer_of(admin), ticket_id=ticket.pk, impact="all", urgency=urgency)
    seal()
    answer = client.get("/audit/")
    page = answer.content.decode()
    assert len(answer.content) < 50_000
    assert ticket.number in page and "Διαχειρίστρια" in page
    assert answer.context["page"].next
    following = client.get("/audit/?after=" + answer.context["page"].next)
    assert {line.seq for line in following.context["lines"]}.isdisjoint(
        {line.seq for line in answer.context["lines"]}
    )
    empty = client.get("/audit/?since=2031-01-01").content.decode()
    assert "Τίποτα δεν ταιριάζει" in empty


def test_a_filter_that_fits_nobody_keeps_its_word_and_says_why(ticket, admin, client):
    client.force_login(admin)
    answer = client.get("/audit/?person=κανένας&since=χθες")
    page = answer.content.decode()
    assert answer.status_code == 422 and 'value="κανένας"' in page
    assert client.get("/audit/?person=κανένας").status_code == 422


def test_the_file_opens_in_a_spreadsheet_and_holds_no_formula(ticket, admin, client):
    Change.objects.filter(event__name="servicedesk.TicketPrioritised", field="impact").update(
        after="=HYPERLINK(1)"
    )
    client.force_login(admin)
    answer = client.post("/audit/export/", {"subject": ticket.number})
    text = b"".join(answer.streaming_content).decode()
    assert text.startswith("\ufeff")
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";"))
    assert rows[0][0] == "Αριθμός" and {len(row) for row in rows} == {12}
    assert {row[5] for row in rows[1:]} == {ticket.number}
    assert "'=HYPERLINK(1)" in {row[11] for row in rows}
    exported = Event.objects.get(name="operations.AuditExported")
    assert exported.payload == {"filters": {"subject": ticket.number}, "events": 3}


@pytest.mark.parametrize("cell", ["=1+1", "+30 26510", "-1", "@SUM(A1)", "\tx", "\rx"])
def test_what_a_spreadsheet_would_compute_is_quoted(cell):
    assert safe(cell) == f"'{cell}" and safe("Δάφνη") == "Δάφνη"


def test_the_api_needs_a_token_that_may_do_all(ticket, admin, client):
    viewer = viewer_of(admin)
    for scope, status in (("read", 403), ("write", 403), ("all", 200)):
        token = create_token(viewer=viewer, username="admin", scope=scope, name=scope)
        headers = {"Authorization": f"Bearer {token}"}
        answer = client.get(f"/api/v1/audit?subject={ticket.number}", headers=headers)
        assert answer.status_code == status
    lines = answer.json()["items"]
    assert [line["name"] for line in lines] == [
        "servicedesk.TicketPrioritised",
        "servicedesk.TicketTaken",
        "servicedesk.TicketOpened",
    ]
    assert lines[0]["differences"]


def test_the_command_line_lists_the_same(ticket, admin):
    ran = CliRunner().invoke(audit, ["list", "--as", "admin", "--subject", ticket.number])
    assert ran.exit_code == 0 and "Δάφνη Λιβαδά" in ran.output and "→" in ran.output
    house = CliRunner().invoke(audit, ["list", "--subject", ticket.number])
    assert house.output == ran.output
    person = CliRunner().invoke(audit, ["list", "--person", "dafni", "--limit", "1"])
    assert len([line for line in person.output.splitlines() if line[0].isdigit()]) == 1


def test_what_the_house_does_itself_has_no_person_and_its_door(chart, admin):
    seal()
    loaded = lines_of(audit_for(HOUSE, Asked(kind="organisation.ChartLoaded")))[0]
    assert (loaded.who, loaded.did) == ("", "Φόρτωση οργανογράμματος")


def test_every_event_of_the_house_has_words():
    def leaves(kind):
        below = kind.__subclasses__()
        return {kind} if not below else set().union(*map(leaves, below))

    own = {each for each in leaves(DomainEvent) if each.__module__.startswith("pindos.")}
    missing = {each.event_name() for each in own} - EVENTS.keys()
    assert not missing, f"add these to operations/wording.py: {sorted(missing)}"


def test_every_part_that_tells_something_has_a_name_to_choose_it_by():
    assert {name.partition(".")[0] for name in EVENTS} == set(ROOMS)
