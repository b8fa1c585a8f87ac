"""One act on many tickets: looked at, carried out, told once, undone where nobody changed it."""

from datetime import timedelta

import pytest
from django.utils import timezone
from tests.cast import viewer_of
from tests.servicedesk.desk import TITLE, act, opened, referred

from pindos.kernel.deliveries import drain
from pindos.kernel.errors import Forbidden, Invalid, NotFound, Refused
from pindos.kernel.models import Event
from pindos.notices.models import Notice
from pindos.organisation.models import Position, Unit
from pindos.records.commands import add_participant, open_record
from pindos.records.terms import Part
from pindos.servicedesk import commands
from pindos.servicedesk.commands.promises import DEADLINES
from pindos.servicedesk.commands.turn import values
from pindos.servicedesk.models import BulkAct, Ticket
from pindos.servicedesk.queries import bulk_acts_for, outcomes_of, story_of
from pindos.servicedesk.telling.bulk import people_told_of

ARGUMENTS = {
    "take": {},
    "priority": {"impact": "unit", "urgency": "high"},
    "reply": {"text": "Το είδαμε."},
    "note": {"text": "Ίδια αιτία."},
    "resolve": {"answer": "Επανήλθε η γραμμή."},
    "move": {"unit": "TP-KOZ", "reason": "Είναι της Κοζάνης."},
}


def preview(account, tickets, verb="take", **arguments):
    return commands.preview_bulk_act(
        viewer=viewer_of(account),
        verb=verb,
        ticket_ids=[ticket.pk for ticket in tickets],
        arguments=arguments,
    )


def carried_out(account, tickets, verb="take", **arguments):
    bulk = preview(account, tickets, verb, **arguments)
    return commands.carry_out_bulk_act(viewer=viewer_of(account), bulk_id=bulk.pk)


def undone(account, bulk):
    return commands.undo_bulk_act(viewer=viewer_of(account), bulk_id=bulk.pk)


def all_delivered():
    while drain():
        pass


def copies(ticket, many):
    """Many tickets like this one, laid down as rows: each shares its record."""
    made = opened_rows(ticket, many)
    return list(Ticket.objects.filter(pk__in=[row.pk for row in made]).order_by("id"))


def opened_rows(ticket, many):
    rows = []
    for n in range(many):
        record = open_record(about="servicedesk.ticket")
        add_participant(record_id=record.pk, person_id=ticket.requester_id, part=Part.REQUESTER)
        row = Ticket.objects.get(pk=ticket.pk)
        row.pk, row.record, row.number = None, record, f"FLO-2026-{5000 + n}"
        rows.append(row)
    return Ticket.objects.bulk_create(rows)


@pytest.fixture
def three(anthi, dafni):
    return [opened(anthi, title=f"{TITLE} {n}") for n in range(3)]


def in_all_states(anthi, dafni, giorgos, iason):
    """A ticket in each state, and each of Dafni's."""
    new, taken, waiting, away, back, solved, closed = (opened(anthi) for _ in range(7))
    act("take_ticket", dafni, taken)
    act("reply_to_ticket", dafni, waiting, text="Πότε;", asks=True)
    referred(dafni, away)
    referred(dafni, back)
    act("return_ticket", iason, back, question="Ποιο;")
    act("resolve_ticket", dafni, solved, answer="Έγινε.")
    act("confirm_ticket", anthi, closed)
    return [new, taken, waiting, away, back, solved, closed]


@pytest.mark.parametrize("who", ["dafni", "anthi_as_worker", "iason", "thaleia"])
@pytest.mark.parametrize("verb", list(ARGUMENTS))
def test_what_is_foreseen_is_what_happens(verb, who, anthi, dafni, giorgos, iason, thaleia):
    tickets = in_all_states(anthi, dafni, giorgos, iason)
    account = {"dafni": dafni, "anthi_as_worker": giorgos, "iason": iason, "thaleia": thaleia}[who]
    bulk = preview(account, tickets, verb, **ARGUMENTS[verb])
    foreseen = dict(bulk.items.values_list("ticket_id", "outcome"))
    for ticket_id, outcome in foreseen.items():
        events = Event.objects.count()
        try:
            getattr(commands, COMMANDS[verb])(
                viewer=viewer_of(account), ticket_id=ticket_id, **ARGUMENTS[verb]
            )
            happened = "wanted" if Event.objects.count() > events else "nothing"
        except Refused:
            happened = "left_out"
        if (verb, outcome) == ("move", "nothing"):
            outcome = "left_out"  # a single move to where it is is refused in words
        assert outcome == happened, Ticket.objects.get(pk=ticket_id).state
    assert len(foreseen) == len(tickets)


COMMANDS = {
    "take": "take_ticket",
    "priority": "set_priority",
    "reply": "reply_to_ticket",
    "note": "note_ticket",
    "resolve": "resolve_ticket",
    "move": "move_ticket",
}


def test_looking_changes_nothing_and_emits_nothing(three, dafni):
    events = Event.objects.count()
    bulk = preview(dafni, three)
    assert outcomes_of(bulk) == {"wanted": 3} and Event.objects.count() == events
    assert not Ticket.objects.exclude(assignee=None).exists()


def test_each_ticket_has_its_own_result(three, dafni, giorgos):
    bulk = preview(dafni, three)
    act("take_ticket", giorgos, three[0])
    act("resolve_ticket", giorgos, three[1], answer="Έγινε.")
    commands.carry_out_bulk_act(viewer=viewer_of(dafni), bulk_id=bulk.pk)
    found = {item.ticket_id: item for item in bulk.items.all()}
    assert [found[ticket.pk].outcome for ticket in three] == ["refused", "refused", "done"]
    assert "Γιώργος Πετρίδης" in found[three[0].pk].reason
    again = commands.carry_out_bulk_act(viewer=viewer_of(dafni), bulk_id=bulk.pk)
    assert again.state == "done"


def test_a_person_is_told_once_of_all_their_tickets(three, dafni, anthi, giorgos):
    all_delivered()
    Notice.objects.all().delete()
    bulk = preview(dafni, three, "resolve", answer="Επανήλθε η γραμμή.")
    assert people_told_of(bulk) == 1
    commands.carry_out_bulk_act(viewer=viewer_of(dafni), bulk_id=bulk.pk)
    all_delivered()
    [notice] = Notice.objects.all()
    assert notice.person_id == anthi.person_id and all(t.number in notice.text for t in three)
    assert "Επανήλθε η γραμμή." in notice.text


def test_of_one_ticket_a_person_is_told_as_ever(three, dafni, anthi):
    all_delivered()
    Notice.objects.all().delete()
    carried_out(dafni, three[:1], "resolve", answer="Έγινε.")
    all_delivered()
    [notice] = Notice.objects.all()
    assert notice.kind == "ticket-resolved" and notice.url == f"/tickets/{three[0].number}/"


@pytest.mark.parametrize("verb", list(ARGUMENTS))
def test_undoing_puts_every_field_back(verb, three, dafni):
    before = {t.pk: values(Ticket.objects.get(pk=t.pk)) for t in three}
    bulk = carried_out(dafni, three, verb, **ARGUMENTS[verb])
    assert outcomes_of(bulk) == {"done": 3}
    bulk = undone(dafni, bulk)
    assert bulk.state == "undone" and outcomes_of(bulk) == {"undone": 3}
    for ticket in Ticket.objects.all():
        was, now = before[ticket.pk], values(ticket)
        ran_on = {field: was[field] for field in DEADLINES}
        assert now | ran_on == was
    steps = [moment.step for moment in story_of(viewer_of(dafni), three[0])]
    assert "put-back" in steps
    assert undone(dafni, bulk).state == "undone"


def test_what_somebody_changed_since_is_left_and_said_who_it_was(three, dafni, giorgos):
    bulk = carried_out(dafni, three, "priority", impact="unit", urgency="high")
    act("set_priority", giorgos, three[0], impact="all", urgency="high")
    act("take_ticket", giorgos, three[1])
    undone(dafni, bulk)
    found = {item.ticket_id: item for item in bulk.items.all()}
    assert [found[ticket.pk].outcome for ticket in three] == ["kept", "undone", "undone"]
    assert "Γιώργος Πετρίδης" in found[three[0].pk].reason
    assert Ticket.objects.get(pk=three[0].pk).impact == "all"
    assert Ticket.objects.get(pk=three[1].pk).assignee_id == giorgos.person_id


def test_whoever_lost_the_right_undoes_nothing(three, dafni):
    bulk = carried_out(dafni, three)
    Position.objects.filter(person=dafni.person_id).update(unit=_unit("TP-KOZ"))
    undone(dafni, bulk)
    assert outcomes_of(bulk) == {"kept": 3}


def _unit(key):
    return Unit.objects.get(key=key)


def test_many_are_carried_out_by_the_workers_batch_after_batch(ticket, dafni):
    tickets = copies(ticket, 60)
    bulk = carried_out(dafni, tickets)
    assert bulk.state == "running" and outcomes_of(bulk) == {"wanted": 60}
    drain(1)
    assert outcomes_of(bulk).get("done", 0) in (0, 25)
    all_delivered()
    bulk.refresh_from_db()
    assert bulk.state == "done" and outcomes_of(bulk) == {"done": 60}
    bulk = undone(dafni, bulk)
    assert bulk.state == "undoing"
    all_delivered()
    bulk.refresh_from_db()
    assert bulk.state == "undone" and outcomes_of(bulk) == {"undone": 60}


def test_looking_at_five_hundred_takes_few_statements(
    ticket, dafni, django_assert_max_num_queries
):
    tickets = copies(ticket, 500)
    with django_assert_max_num_queries(20):
        bulk = preview(dafni, tickets, "move", unit="TP-KOZ", reason="Είναι της Κοζάνης.")
    assert outcomes_of(bulk) == {"wanted": 500}
    with pytest.raises(Refused):
        preview(dafni, [*tickets, ticket])


@pytest.mark.parametrize(
    ("verb", "arguments"),
    [
        ("dance", {}),
        ("reply", {"text": ""}),
        ("reply", {}),
        ("take", {"text": "x"}),
        ("priority", {"impact": "unit", "urgency": "x"}),
        ("assign", {"person_id": "x"}),
        ("assign", {"person_id": 10**19}),
        ("move", {"unit": "XXX", "reason": "Γιατί έτσι."}),
    ],
)
def test_what_cannot_be_used_is_refused_before_anything_is_kept(three, dafni, verb, arguments):
    with pytest.raises(Invalid):
        preview(dafni, three, verb, **arguments)
    assert not BulkAct.objects.exists()


def test_a_colleague_of_another_unit_is_left_out_with_the_reason(three, dafni, kosmas):
    bulk = preview(dafni, three, "assign", person_id=kosmas.person_id)
    assert outcomes_of(bulk) == {"left_out": 3} and bulk.items.first().reason
    with pytest.raises(Refused):
        commands.carry_out_bulk_act(viewer=viewer_of(dafni), bulk_id=bulk.pk)


def test_tickets_that_are_not_seen_are_not_there(three, dafni, kosmas, anthi):
    with pytest.raises(Refused):
        preview(kosmas, three)
    with pytest.raises(Forbidden):
        preview(anthi, three)


def test_it_is_its_own_persons_and_the_head_sees_it(three, dafni, giorgos, kosmas):
    bulk = preview(dafni, three)
    assert not bulk_acts_for(viewer_of(giorgos)).exists()
    for command in (commands.carry_out_bulk_act, commands.undo_bulk_act):
        with pytest.raises(NotFound):
            command(viewer=viewer_of(giorgos), bulk_id=bulk.pk)
    commands.carry_out_bulk_act(viewer=viewer_of(dafni), bulk_id=bulk.pk)
    assert bulk_acts_for(viewer_of(giorgos)).get() == bulk
    assert not bulk_acts_for(viewer_of(kosmas)).exists()


def test_what_was_only_looked_at_is_forgotten_after_a_week(three, dafni):
    bulk, _done = preview(dafni, three), carried_out(dafni, three)
    later = timezone.now() + timedelta(days=8)
    assert commands.forget_looked_at(now=later) == 1
    assert not BulkAct.objects.filter(pk=bulk.pk).exists() and BulkAct.objects.exists()


# Pages


def test_the_whole_way_on_pages(client, three, dafni):
    client.force_login(dafni)
    assert "bulk/preview" in client.get("/tickets/").content.decode()
    chosen = {"ticket": [ticket.number for ticket in three[:2]], "do": "resolve"}
    form = client.post("/bulk/preview/", chosen)
    assert form.status_code == 200 and 'name="answer"' in form.content.decode()
    ids = ",".join(str(ticket.pk) for ticket in three[:2])
    empty = client.post("/bulk/preview/", {"do": "resolve", "asked": "1", "ids": ids})
    assert empty.status_code == 422
    sent = {"do": "resolve", "asked": "1", "ids": ids, "answer": "Έγινε."}
    page = client.post("/bulk/preview/", sent, follow=True)
    bulk = BulkAct.objects.get()
    assert page.redirect_chain == [(f"/bulk/{bulk.pk}/", 302)]
    assert three[0].number in page.content.decode()
    client.post(f"/bulk/{bulk.pk}/carry-out/")
    assert Ticket.objects.filter(state="solved").count() == 2
    client.post(f"/bulk/{bulk.pk}/undo/")
    assert not Ticket.objects.filter(state="solved").exists()
    assert client.get(f"/bulk/{bulk.pk}/?show=undone").status_code == 200
    assert f"/bulk/{bulk.pk}/" in client.get("/bulk/").content.decode()


def test_an_act_that_would_change_nothing_says_so_and_leads_back(client, three, dafni):
    carried_out(dafni, three)
    bulk = preview(dafni, three)
    client.force_login(dafni)
    page = client.get(f"/bulk/{bulk.pk}/").content.decode()
    assert "Δεν θα άλλαζε κανένα αίτημα." in page and "Πίσω στην ουρά" in page
    assert "/carry-out/" not in page and "0 αιτήματα" not in page


def test_all_that_the_list_finds_goes_without_ticking_each(client, three, dafni):
    client.force_login(dafni)
    client.post("/bulk/preview/", {"do": "take", "all": "1", "list": "state=new"})
    assert outcomes_of(BulkAct.objects.get()) == {"wanted": 3}


@pytest.mark.parametrize("sent", [{"do": "take"}, {"do": "dance", "all": "1"}])
def test_nothing_chosen_is_said(client, three, dafni, sent):
    client.force_login(dafni)
    assert client.post("/bulk/preview/", sent).status_code == 409


def test_a_page_of_five_hundred_stays_small(client, ticket, dafni):
    bulk = preview(dafni, copies(ticket, 500))
    client.force_login(dafni)
    assert len(client.get(f"/bulk/{bulk.pk}/").content) < 50_000


# API


def test_the_whole_way_over_http(call, get, three, dafni, anthi):
    body = {"verb": "take", "tickets": [ticket.number for ticket in three], "arguments": {}}
    looked = call(dafni, "tickets/bulk/preview", **body)
    assert looked.status_code == 201 and looked.json()["outcomes"] == {"wanted": 3}
    pk = looked.json()["id"]
    assert call(dafni, f"tickets/bulk/{pk}/carry-out").json()["outcomes"] == {"done": 3}
    assert call(dafni, f"tickets/bulk/{pk}/undo").json()["outcomes"] == {"undone": 3}
    assert call(dafni, "tickets/bulk", **body).json()["state"] == "done"
    assert len(get(dafni, "tickets/bulk/acts").json()["items"]) == 2
    assert get(dafni, f"tickets/bulk/{pk}").json()["state"] == "undone"
    assert get(anthi, f"tickets/bulk/{pk}").status_code == 404
    assert call(anthi, "tickets/bulk", **body).status_code == 403
