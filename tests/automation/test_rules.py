"""Rules: written, tried out, switched on, followed once, never in a circle."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from tests.automation.conftest import RULE, happen, reported
from tests.cast import viewer_of
from tests.servicedesk.desk import ANSWER, act

from pindos.automation.commands import (
    edit_rule,
    follow_rules,
    forget_runs,
    switch_rule_off,
    switch_rule_on,
    try_rule,
)
from pindos.automation.models import Rule, Run
from pindos.kernel.errors import Clash, Forbidden, Invalid, NotFound, Refused
from pindos.kernel.models import Change, Event
from pindos.notices.models import Notice
from pindos.records.models import Entry
from pindos.servicedesk.events import TicketOpened
from pindos.servicedesk.models import Task
from pindos.servicedesk.telling.deadlines import tell_of_late


def entries(ticket):
    return Entry.objects.filter(record=ticket.record_id).order_by("id")


def test_a_rule_gives_work_to_whoever_has_the_fewest_and_the_timeline_names_it(
    acting, anthi, dafni, giorgos
):
    """Every act names its rule, and what it says is filled in from the ticket."""
    act("take_ticket", giorgos, reported(anthi, title="Άλλο θέμα"))
    rule = acting(assign_least=True, tasks="Έλεγξε το χαρτί\nΔοκιμαστική σελίδα", tell_heads=True)
    ticket = reported(anthi)
    assert ticket.assignee_id == dafni.person_id and ticket.state == "assigned"
    assert list(Task.objects.values_list("title", flat=True)) == [
        "Έλεγξε το χαρτί",
        "Δοκιμαστική σελίδα",
    ]
    theirs = [entry for entry in entries(ticket) if entry.facts.get("rule")]
    assert {entry.author_name for entry in theirs} == {"Κανόνας «Εκτυπωτές στη Δάφνη»"}
    assert {entry.facts["rule"]["address"] for entry in theirs} == {
        f"/automation/rules/{rule.pk}/"
    }
    assert "Δες πρώτα το χαρτί: Χάλασε ο εκτυπωτής" in [entry.text for entry in theirs]
    assert Notice.objects.filter(kind="rule-told", person=giorgos.person_id).count() == 1
    said = Event.objects.filter(payload__rule_id=rule.pk, subject__startswith="servicedesk")
    assert said.count() == 4 and not said.exclude(actor_id=None)


def test_what_does_not_fit_or_is_not_of_the_unit_is_left_alone(acting, anthi, dafni, kosmas):
    acting()
    other = reported(anthi, title="Δεν ανοίγει το πρωτόκολλο")
    elsewhere = reported(kosmas)
    assert not Run.objects.exists()
    assert not [e for t in (other, elsewhere) for e in entries(t) if e.facts.get("rule")]


def test_what_a_rule_did_asks_no_rule(acting, anthi, dafni):
    """Two rules that would call each other for ever: each acts once, by construction."""
    acting(name="Ψηλά", when="prioritised", impact="prefecture", urgency="high", is_once=False)
    acting(name="Χαμηλά", when="prioritised", impact="person", urgency="low", is_once=False)
    acting(name="Πρώτος", impact="unit", urgency="high", is_once=False)
    reported(anthi)
    happen()
    assert [run.rule.name for run in Run.objects.order_by("id")] == ["Πρώτος"]


def test_the_same_event_never_acts_twice(acting, anthi, dafni):
    """Deliveries come at least once; the run is unique in the database."""
    rule = acting(is_once=False)
    ticket = reported(anthi)
    event = TicketOpened.model_validate(Event.objects.get(name="servicedesk.TicketOpened").payload)
    before = entries(ticket).count()
    assert follow_rules(event) == 0 and entries(ticket).count() == before
    run = Run.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        Run.objects.create(
            rule=rule, ticket=ticket, cause=run.cause, at=run.at, version=1, outcome="done"
        )


def test_a_rule_acts_once_on_a_ticket_or_at_most_five_times_a_day(acting, anthi, dafni):
    once = acting(name="Μία φορά", when="answered")
    often = acting(name="Κάθε φορά", when="answered", is_once=False)
    ticket = reported(anthi)
    for n in range(7):
        act("reply_to_ticket", anthi, ticket, text=f"Ακόμη τίποτα, {n}")
        happen()
    assert Run.objects.filter(rule=once).count() == 1
    outcomes = Run.objects.filter(rule=often).order_by("id").values_list("outcome", flat=True)
    assert list(outcomes)[:6] == ["done"] * 5 + ["stopped"]


def test_a_rule_is_tried_out_on_the_past_as_it_was_and_nothing_changes(
    write, anthi, dafni, giorgos
):
    """The ticket is solved by now; when it was opened it was new, and so it would have fitted."""
    ticket = reported(anthi)
    reported(anthi, title="Κάτι άλλο")
    act("take_ticket", dafni, ticket)
    act("resolve_ticket", dafni, ticket, answer=ANSWER)
    ticket.refresh_from_db()
    rule = write(
        condition="state = new and title starts Χάλασε",
        assign_least=True,
        reply="Το κοιτάμε.",
    )
    with pytest.raises(Refused, match="Δοκιμάστε"):
        switch_rule_on(viewer=viewer_of(giorgos), rule_id=rule.pk)
    lines, version = entries(ticket).count(), ticket.version
    trial = try_rule(viewer=viewer_of(giorgos), rule_id=rule.pk)
    assert (trial.looked, trial.hits) == (2, 1)
    [line] = trial.lines
    assert line["ticket"] == ticket.pk
    assert line["deeds"] == [["assign", "done"], ["note", "done"], ["reply", "done"]]
    ticket.refresh_from_db()
    assert (ticket.state, ticket.version, entries(ticket).count()) == ("solved", version, lines)
    assert switch_rule_on(viewer=viewer_of(giorgos), rule_id=rule.pk).is_on
    assert not Run.objects.exists(), "what is past stays as it is"


def test_a_rule_that_does_something_else_is_off_until_it_is_tried_again(acting, giorgos):
    rule = acting()
    edit_rule(viewer=viewer_of(giorgos), rule_id=rule.pk, name="Εκτυπωτές και σαρωτές")
    assert Rule.objects.get().is_on, "another name changes nothing of what it does"
    edit_rule(viewer=viewer_of(giorgos), rule_id=rule.pk, note="Άλλο")
    rule.refresh_from_db()
    assert (rule.is_on, rule.off_reason, rule.tried_at) == (False, "changed", None)
    with pytest.raises(Refused):
        switch_rule_on(viewer=viewer_of(giorgos), rule_id=rule.pk)
    said = Change.objects.filter(event__name="automation.RuleChanged", field="note")
    assert said.get().before == RULE["note"]


def test_a_rule_that_fails_again_and_again_is_switched_off_and_its_heads_hear_of_it(
    acting, anthi, dafni, giorgos
):
    """A question cannot be asked where the ticket is at the Directorate's disposal no more."""
    rule = acting(when="solved", condition="", reply="Γιατί;", asks=True, note="", is_once=False)
    for n in range(5):
        ticket = reported(anthi, title=f"Αίτημα {n}")
        act("resolve_ticket", dafni, ticket, answer=ANSWER)
        happen()
    rule.refresh_from_db()
    assert (rule.is_on, rule.off_reason, rule.failures) == (False, "failing", 5)
    assert Run.objects.filter(outcome="failed").count() == 5
    assert Notice.objects.get(kind="rule-off").person_id == giorgos.person_id


def test_a_deadline_that_is_over_asks_rules_too(acting, anthi, dafni, giorgos):
    acting(when="late", condition="", note="", tell_heads=True, tell_text="Άργησε: {τίτλος}")
    ticket = reported(anthi)
    late = timezone.now() + timedelta(days=20)
    while late.weekday() > 3 or late.hour != 9:
        late += timedelta(hours=1)
    assert tell_of_late(late)
    happen()
    told = Notice.objects.filter(kind="rule-told", person=giorgos.person_id)
    assert "Άργησε: Χάλασε ο εκτυπωτής" in told.get().text
    assert Run.objects.get().ticket_id == ticket.pk


def test_what_a_rule_could_never_do_is_refused_with_all_its_reasons(write, anthi, kosmas):
    with pytest.raises(Invalid) as wrong:
        write(
            name=" ",
            when="never",
            condition="colour = red",
            impact="unit",
            assign_to_id=kosmas.person_id,
            category="no-such",
            reply="Γεια σας {κάτι}",
            note="Με εκτίμηση, {συντάκτης}",
            tell_text="Προς κανέναν",
        )
    assert set(wrong.value.fields) == {
        *("name", "when", "condition", "urgency", "assign_to", "category", "reply", "note"),
        "tell_text",
    }
    with pytest.raises(Invalid, match="κανόνας"):
        write(note="")
    assert not Rule.objects.exists()


def test_only_heads_write_the_rules_of_their_unit_and_others_do_not_even_see_them(
    write, dafni, kosmas, giorgos
):
    rule = write()
    with pytest.raises(Forbidden):
        edit_rule(viewer=viewer_of(dafni), rule_id=rule.pk, name="Δικός μου")
    with pytest.raises(NotFound):
        try_rule(viewer=viewer_of(kosmas), rule_id=rule.pk)
    assert switch_rule_off(viewer=viewer_of(giorgos), rule_id=rule.pk).is_on is False


def test_two_who_change_the_same_of_a_rule_clash(write, giorgos, thaleia):
    rule = write()
    edit_rule(viewer=viewer_of(thaleia), rule_id=rule.pk, version=1, note="Της Θάλειας")
    with pytest.raises(Clash):
        edit_rule(viewer=viewer_of(giorgos), rule_id=rule.pk, version=1, note="Του Γιώργου")
    edit_rule(viewer=viewer_of(giorgos), rule_id=rule.pk, version=1, place=20)
    rule.refresh_from_db()
    assert (rule.note, rule.place) == ("Της Θάλειας", 20)


def test_runs_are_forgotten_after_a_year(acting, anthi, dafni):
    acting()
    reported(anthi)
    assert forget_runs() == 0
    assert forget_runs(timezone.now() + timedelta(days=400)) == 1
