"""Asking the rules when something has happened; nobody asks on their behalf.

A rule never calls another: what it does is said with its id, and what is said with an id asks no
rule. The same event never lets a rule act twice: the run is unique in the database.
"""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils import timezone

from pindos.automation.commands.deeds import Done, do_all
from pindos.automation.commands.switching import switch_off
from pindos.automation.models import Rule, Run
from pindos.automation.options import MOST_FAILURES, RUN_DAYS
from pindos.automation.queries.words import tickets
from pindos.automation.rules import Cause, cause_of, is_by_rule, when_of
from pindos.automation.terms import MOST_A_DAY, Deed, Fate, OffReason, Outcome
from pindos.kernel.access import HOUSE
from pindos.kernel.errors import Refused
from pindos.kernel.prepared import prepared
from pindos.servicedesk.commands import Ruling, by_rule, viewer_of_unit
from pindos.servicedesk.queries import tickets_of_units


@transaction.atomic(savepoint=False)
def follow_rules(event: Cause) -> int:
    """Let the rules of the ticket's units act, in their order; return how many did."""
    if is_by_rule(event):
        return 0
    when = when_of(event)
    units = frozenset(_units_with_rules(str(when)))
    if not units:
        return 0
    ticket = tickets_of_units(units).filter(pk=event.ticket_id).first()
    if ticket is None:
        return 0
    rules = Rule.objects.filter(when=when, is_on=True).order_by("place", "id")
    theirs = rules.filter(unit__in=(ticket.unit_id, ticket.with_unit_id))
    return sum(_follow(rule, event.ticket_id, cause_of(event)) for rule in theirs)


@prepared
def _units_with_rules(when: str) -> QuerySet[Rule, int]:
    rules = Rule.objects.filter(when=when, is_on=True)
    return rules.values_list("unit_id", flat=True).distinct()


def fits(rule: Rule, ticket_id: int, now: datetime | None = None) -> bool:
    """Whether the ticket fits what the rule asks, with the eyes of its unit."""
    viewer = viewer_of_unit(rule.unit_id)
    node = tickets().read(rule.condition)
    rows = tickets().narrowed(viewer, tickets().rows(viewer), node, now)
    return rows.filter(pk=ticket_id).exists()


def ruling_of(rule: Rule) -> Ruling:
    """The rule as timelines keep it."""
    return Ruling(rule.pk, rule.name, reverse("automation:rule-show", args=[rule.pk]))


def forget_runs(now: datetime | None = None) -> int:
    """Forget runs of long ago; return how many."""
    old = (now or timezone.now()) - timedelta(days=RUN_DAYS.now())
    with transaction.atomic():
        return Run.objects.filter(at__lt=old).delete()[0]


def _follow(rule: Rule, ticket_id: int, cause: str) -> bool:
    """One rule on one ticket because of one event; whether it acted."""
    held = Rule.objects.select_for_update().filter(pk=rule.pk, is_on=True).first()
    earlier = Run.objects.filter(rule=rule.pk, ticket=ticket_id)
    if held is None or earlier.filter(cause=cause).exists():
        return False
    if held.is_once and earlier.filter(outcome=Outcome.DONE).exists():
        return False
    ticket = tickets_of_units(frozenset({held.unit_id})).filter(pk=ticket_id).first()
    if ticket is None or held.unit_id not in (ticket.unit_id, ticket.with_unit_id):
        return False
    try:
        if not fits(held, ticket_id):
            return False
    except Refused as refusal:  # what it asks for is there no longer
        words = [Deed.NOTE.value, Fate.REFUSED.value, str(refusal)[:500]]
        return _note_run(held, ticket, cause, Outcome.FAILED, [words])
    today = timezone.now() - timedelta(days=1)
    if earlier.filter(at__gte=today).count() >= MOST_A_DAY:
        return _note_run(held, ticket, cause, Outcome.STOPPED, [])
    with by_rule(ruling_of(held)):
        done = do_all(held, ticket, cause)
    is_failed = any(fate == Fate.REFUSED for _deed, fate, *_why in done)
    return _note_run(held, ticket, cause, Outcome.FAILED if is_failed else Outcome.DONE, done)


def _note_run(rule: Rule, ticket: Any, cause: str, outcome: Outcome, deeds: list[Done]) -> bool:
    """Keep what came of it; a rule that fails again and again is switched off."""
    Run.objects.create(
        rule=rule,
        ticket_id=ticket.pk,
        cause=cause,
        at=timezone.now(),
        version=rule.version,
        outcome=outcome,
        deeds=deeds,
    )
    if outcome is Outcome.DONE:
        if rule.failures:
            Rule.objects.filter(pk=rule.pk).update(failures=0)
        return True
    Rule.objects.filter(pk=rule.pk).update(failures=F("failures") + 1)
    rule.failures += 1
    if rule.failures >= MOST_FAILURES.now():
        switch_off(rule, OffReason.FAILING, HOUSE, "")
    return outcome is Outcome.FAILED
