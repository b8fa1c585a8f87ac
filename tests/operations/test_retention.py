"""Rules of retention: looked at first, carried out by the clock, and figures stay."""

import json
from datetime import timedelta

import pytest
from click.testing import CliRunner
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import models
from django.urls import reverse
from django.utils import timezone
from tests.cast import viewer_of
from tests.problems.conftest import catalogue
from tests.servicedesk.desk import act, opened

from pindos.changes.models import Change as Work
from pindos.cli import root
from pindos.kernel.access import HOUSE
from pindos.kernel.deliveries import drain
from pindos.kernel.drafts import keep_draft
from pindos.kernel.errors import Clash, Invalid, NotFound, Refused
from pindos.kernel.models import Delivery, Event
from pindos.kernel.sealing import seal
from pindos.notices.models import Sending
from pindos.operations.commands import (
    hold_file,
    plan_retention,
    release_file,
    run_retention,
    set_retention,
    switch_off_retention,
    switch_on_retention,
    undo_revision,
)
from pindos.operations.models import Erasure, RetentionHold, RetentionRule
from pindos.problems.commands import cancel_problem, open_problem
from pindos.problems.models import Problem
from pindos.records.commands import remove_unused_files
from pindos.records.models import Attachment, Blob, Entry
from pindos.servicedesk.commands import give_approval, recount_stays
from pindos.servicedesk.models import Leg, Stay, Ticket
from pindos.servicedesk.queries import story_of

__all__ = ["catalogue"]

SECRET = "λιμνοθάλασσα"  # stands in all that people type
TEXTS = (models.CharField, models.TextField, models.JSONField)
TICKETS = "servicedesk.ticket"
PRINTER = "printer-not-printing"


def said(text):
    return f"{text} {SECRET}"


def settle():
    while drain() or seal():
        pass


def aged(ticket, months=20):
    """Closed so long ago, and told to everybody."""
    settle()
    Sending.objects.update(state=Sending.State.SENT)
    then = timezone.now() - timedelta(days=31 * months)
    Ticket.objects.filter(pk=ticket.pk).update(state_since=then, closed_at=then)
    return Ticket.objects.get(pk=ticket.pk)


def closed(anthi, dafni, months=20, **words):
    ticket = opened(anthi, title=said("Χάλασε"), description=said("Δεν ανάβει"), **words)
    act("resolve_ticket", dafni, ticket, answer=said("Άλλαξε καλώδιο"))
    act("confirm_ticket", anthi, ticket)
    return aged(ticket, months)


@pytest.fixture
def told(anthi, dafni, giorgos, iason):
    """A ticket with a word in every place that has one."""
    files = [SimpleUploadedFile(f"{SECRET}.txt", b"x", "text/plain")]
    ticket = opened(anthi, title=said("Χάλασε"), description=said("Δεν ανάβει"), files=files)
    act("edit_ticket", dafni, ticket, title=said("Χάλασε ο υπολογιστής"))
    act("add_tasks", dafni, ticket, lines=[said("Καλώδιο")], group=said("Έλεγχος"))
    act("spend_time", dafni, ticket, spent="15 λ", note=said("Στον χώρο"))
    asked = act("ask_approval", dafni, ticket, question=said("Να αγοραστεί καλώδιο για τη"))
    give_approval(viewer=viewer_of(giorgos), approval_id=asked.pk, reason=said("Ναι"))
    tried = said("Άλλαξα τροφοδοτικό και καλώδιο")
    act("refer_ticket", dafni, ticket, tried=tried, reason=said("Είναι του παρόχου"))
    act("accept_ticket", iason, ticket)
    act("hand_back_ticket", iason, ticket, answer=said("Ο πάροχος το έφτιαξε"))
    act("note_ticket", dafni, ticket, text=said("Παλιό μηχάνημα"))
    act("reply_to_ticket", dafni, ticket, text=said("Το κοιτάμε"))
    entry = Entry.objects.filter(record=ticket.record_id, kind="reply").first()
    act("split_ticket", dafni, ticket, entries=[entry.pk], title="Και το τηλέφωνο")
    act("resolve_ticket", dafni, ticket, answer=said("Έτοιμο"), despite_tasks=True)
    act("confirm_ticket", anthi, ticket)
    keep_draft(viewer_of(dafni), f"ticket:{ticket.pk}:reply", {"text": [said("Πρόχειρο")]})
    return aged(ticket)


def rule(admin, months=12, what="texts", **words):
    words = {"kind": TICKETS, **words}
    return set_retention(viewer=viewer_of(admin), months=months, what=what, **words)


def switched_on(admin, row):
    plan = plan_retention(viewer=viewer_of(admin), rule_id=row.pk)
    return switch_on_retention(
        viewer=viewer_of(admin), rule_id=row.pk, version=plan.version, confirm=plan.files
    )


def spoken():
    """Every place in the database where the word still stands."""
    for model in apps.get_models():
        columns = [
            field.name
            for field in model._meta.concrete_fields
            if isinstance(field, TEXTS) and not field.choices
        ]
        for row in model._default_manager.values_list("pk", *columns) if columns else []:
            text = json.dumps(row[1:], ensure_ascii=False, default=str)
            if SECRET in text.lower() or "λιμνοθαλασσα" in text.lower():
                yield f"{model._meta.label}:{row[0]} {text[:200]}"


def figures():
    """All that is counted, and what a recount makes of the trail."""
    stays = Stay.objects.order_by("ticket", "began_at").values_list(
        "ticket", "unit", "began_by", "ended_at", "answered_at", "answered_after", "category"
    )
    found = [list(stays)]
    recount_stays(everything=True)
    found.append(list(stays.all()))
    legs = Leg.objects.order_by("pk").values_list("unit", "began_at", "ended_at", "outcome")
    rows = Ticket.objects.order_by("pk").values_list(
        "number", "state", "unit", "category", "opened_at", "closed_at", "requester", "priority"
    )
    return [*found, list(legs), list(rows)]


def verifies():
    done = CliRunner().invoke(root(), ["audit", "verify"], catch_exceptions=False)
    return done.exit_code == 0


def test_nothing_that_was_written_is_left_figures_stay_and_the_chain_verifies(admin, told):
    recount_stays(everything=True)
    before = figures()
    assert len(list(spoken())) > 20
    switched_on(admin, rule(admin))
    assert run_retention() == 1
    assert list(spoken()) == []
    assert figures() == before
    settle()
    assert verifies()
    assert run_retention() == 0
    ticket = Ticket.objects.get(pk=told.pk)
    assert ticket.number == told.number and "διαγραφηκε" in ticket.search_text
    assert not Attachment.objects.exists()
    Blob.objects.update(created_at=timezone.now() - timedelta(days=2))
    assert remove_unused_files() == 1


def test_the_file_says_what_was_erased_and_the_trail_of_its_unit_too(admin, dafni, told):
    row = switched_on(admin, rule(admin))
    run_retention()
    last = story_of(viewer_of(dafni), told)[-1]
    assert "διατήρησης" in last.words and "12" in last.words
    event = Event.objects.get(name="operations.FileErased")
    assert (event.unit_id, event.subject) == (told.unit_id, f"{TICKETS}:{told.pk}")
    assert event.payload["rule_id"] == row.pk and event.payload["entries"] > 3


def test_what_was_split_off_shows_the_fixed_words_too(admin, dafni, told):
    other = Ticket.objects.exclude(pk=told.pk).get()
    assert any(SECRET in moment.text for moment in story_of(viewer_of(dafni), other))
    switched_on(admin, rule(admin))
    run_retention()
    shared = [each for each in story_of(viewer_of(dafni), other) if each.origin or each.is_shared]
    assert [each.text for each in shared] == ["Διαγράφηκε (κανόνας διατήρησης)"]


def test_a_rule_for_files_leaves_what_was_written(admin, told):
    switched_on(admin, rule(admin, what="files"))
    assert run_retention() == 1 and not Attachment.objects.exists()
    settle()
    assert Ticket.objects.get(pk=told.pk).title == told.title
    row = rule(admin, what="texts")
    assert plan_retention(viewer=viewer_of(admin), rule_id=row.pk).files == 1


def test_the_dry_run_changes_nothing_and_a_rule_goes_on_only_after_it(admin, told):
    row = rule(admin)
    there = sorted(spoken())
    plan = plan_retention(viewer=viewer_of(admin), rule_id=row.pk)
    assert (plan.files, plan.attachments, plan.size) == (1, 1, 1) and plan.entries > 3
    assert sorted(spoken()) == there and run_retention() == 0
    on = {"viewer": viewer_of(admin), "rule_id": row.pk, "version": plan.version}
    with pytest.raises(Invalid):
        switch_on_retention(**on, confirm=7)
    set_retention(viewer=viewer_of(admin), rule_id=row.pk, months=14)
    with pytest.raises(Clash):
        switch_on_retention(**on, confirm=1)
    row = switched_on(admin, RetentionRule.objects.get())
    assert row.is_on
    set_retention(viewer=viewer_of(admin), rule_id=row.pk, months=15)
    assert not RetentionRule.objects.get().is_on and run_retention() == 0


def test_only_what_is_closed_long_enough_is_due(admin, anthi, dafni):
    opened(anthi)
    Ticket.objects.update(opened_at=timezone.now() - timedelta(days=4000))
    closed(anthi, dafni, months=5)
    old = closed(anthi, dafni, months=30)
    row = rule(admin, months=12)
    switched_on(admin, row)
    run_retention()
    assert [each.record_id for each in Erasure.objects.all()] == [old.record_id]


def test_a_category_comes_before_the_kind_and_two_rules_for_one_thing_are_refused(
    admin, anthi, dafni, catalogue
):
    printer = closed(anthi, dafni, category=PRINTER, answers={"printer": said("Ο μαύρος")})
    other = closed(anthi, dafni)
    switched_on(admin, rule(admin, months=12))
    special = rule(admin, months=60, category=PRINTER)
    with pytest.raises(Invalid, match="printer|εκτυπ|months|μήνες|kind"):
        rule(admin, months=24, category=PRINTER)
    with pytest.raises(Invalid):
        rule(admin, months=24)
    run_retention()
    assert [each.record_id for each in Erasure.objects.all()] == [other.record_id]
    assert SECRET in Ticket.objects.get(pk=printer.pk).title
    switched_on(admin, set_retention(viewer=viewer_of(admin), rule_id=special.pk, months=13))
    assert run_retention() == 1 and list(spoken()) == []


def test_what_cannot_be_used_is_refused_each_at_its_field(admin, dafni, db):
    for words, field in (
        ({"months": 0}, "months"),
        ({"months": 601}, "months"),
        ({"kind": "κάτι"}, "kind"),
        ({"what": "όλα"}, "what"),
        ({"category": "δεν υπάρχει"}, "category"),
        ({"kind": "changes.change", "category": PRINTER}, "category"),
    ):
        with pytest.raises(Invalid) as wrong:
            rule(admin, **words)
        assert list(wrong.value.fields) == [field]
    with pytest.raises(NotFound):
        rule(dafni)
    assert not RetentionRule.objects.exists()


def test_a_run_that_was_cut_off_goes_on_where_it_stopped(admin, anthi, dafni):
    tickets = [closed(anthi, dafni, months=20 - at) for at in range(3)]
    switched_on(admin, rule(admin))
    assert run_retention(most=2) == 2
    first = [each.record_id for each in Erasure.objects.order_by("pk")]
    assert first == [tickets[0].record_id, tickets[1].record_id]
    assert (run_retention(most=2), run_retention(most=2)) == (1, 0)
    assert list(spoken()) == [] and Erasure.objects.count() == 3


def test_what_waits_to_be_delivered_is_left_for_the_next_run(admin, anthi, dafni):
    ticket = closed(anthi, dafni)
    event = Event.objects.filter(subject=f"{TICKETS}:{ticket.pk}").latest("pk")
    waits = Delivery.objects.create(event=event, reaction="κάτι", state=Delivery.State.PARKED)
    row = rule(admin)
    plan = plan_retention(viewer=viewer_of(admin), rule_id=row.pk)
    assert (plan.files, plan.waiting) == (0, 1)
    switched_on(admin, row)
    assert run_retention() == 0
    waits.delete()
    assert run_retention() == 1


def test_a_file_is_exempt_until_it_is_let_go_and_says_so(admin, anthi, dafni, giorgos, client):
    ticket = closed(anthi, dafni)
    switched_on(admin, rule(admin))
    with pytest.raises(NotFound):
        hold_file(viewer=viewer_of(dafni), record=ticket.number, reason="Εκκρεμεί δίκη")
    with pytest.raises(Invalid):
        hold_file(viewer=viewer_of(giorgos), record=ticket.number, reason=" ")
    hold_file(viewer=viewer_of(giorgos), record=ticket.number, reason="Εκκρεμεί δίκη")
    with pytest.raises(Refused):
        hold_file(viewer=viewer_of(giorgos), record=ticket.number, reason="Ξανά")
    assert run_retention() == 0
    client.force_login(dafni)
    page = client.get(reverse("servicedesk:ticket-show", args=[ticket.number])).content.decode()
    assert "Εκκρεμεί δίκη" in page and "Πετρίδης" in page
    release_file(viewer=viewer_of(giorgos), record=ticket.number)
    assert RetentionHold.objects.get().lifted_by == giorgos and run_retention() == 1


def test_merged_tickets_problems_and_planned_work_have_their_rules(admin, anthi, dafni):
    root_ticket, other = opened(anthi, title=said("Ένα")), opened(anthi, title=said("Δύο"))
    act("merge_ticket", dafni, other, into=root_ticket.pk)
    act("resolve_ticket", dafni, root_ticket, answer=said("Έτοιμο"))
    act("confirm_ticket", anthi, root_ticket)
    aged(root_ticket)
    then = timezone.now() - timedelta(days=600)
    Ticket.objects.filter(pk=other.pk).update(state_since=then)
    problem = open_problem(viewer=viewer_of(dafni), title=said("Πέφτει"), unit="TP-FLO")
    cancel_problem(viewer=viewer_of(dafni), problem_id=problem.pk, reason=said("Κανένα"))
    settle()
    Problem.objects.update(state_since=then)
    Sending.objects.update(state=Sending.State.SENT)
    for kind in (TICKETS, "problems.problem", "changes.change"):
        switched_on(admin, rule(admin, kind=kind))
    assert run_retention() == 3 and not Work.objects.exists()
    assert list(spoken()) == []


def test_a_change_of_a_rule_can_be_put_back_but_switching_on_cannot(admin, anthi, dafni):
    closed(anthi, dafni)
    row = switched_on(admin, rule(admin))
    set_retention(viewer=viewer_of(admin), rule_id=row.pk, months=24)
    settle()
    last = Event.objects.filter(name="operations.RetentionSet").latest("pk")
    undo_revision(viewer=viewer_of(admin), seq=last.seq, fields=["months"])
    assert RetentionRule.objects.get().months == 12
    with pytest.raises(Refused):
        undo_revision(viewer=viewer_of(admin), seq=last.seq, fields=["is_on"])
    with pytest.raises(Refused):
        switch_off_retention(viewer=HOUSE, rule_id=row.pk)
