"""Writing rules: what is asked, and what is done."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from pindos.automation.commands.checking import checked
from pindos.automation.commands.switching import switch_off
from pindos.automation.commands.turn import capacity_for, held_rule, say
from pindos.automation.events import RuleAdded, RuleChanged
from pindos.automation.models import Rule
from pindos.automation.terms import MOST_RULES, OffReason
from pindos.kernel.access import Viewer
from pindos.kernel.errors import Invalid, Refused, Words
from pindos.kernel.versions import NOTHING_SEEN, Seen, to_write, write
from pindos.organisation.queries import unit_named

FOLLOWED = (
    "name",
    "when",
    "condition",
    "place",
    "is_once",
    "category",
    "impact",
    "urgency",
    "assign_to_id",
    "assign_least",
    "checklist",
    "tasks",
    "note",
    "reply",
    "asks",
    "tell_unit",
    "tell_heads",
    "tell_person_id",
    "tell_text",
)
HARMLESS = frozenset({"name", "place"})  # what changes nothing of what the rule does


@transaction.atomic
def add_rule(*, viewer: Viewer, unit: str, **asked: Any) -> Rule:
    """Write a rule for a unit; it is off until it was tried out and switched on.

    Refuses what it could never do (Invalid, a reason for each field), and more than sixty of
    one unit.
    """
    unit_id = unit_named(unit).id
    capacity = capacity_for(viewer, unit_id)
    rule = Rule(unit_id=unit_id)
    values = checked(unit_id, {**now(rule), **asked})
    if Rule.objects.filter(unit=unit_id).count() >= MOST_RULES:
        words = _("A unit has at most %(most)s rules. Join some of them.")
        raise Refused(words % {"most": MOST_RULES})
    for field in FOLLOWED:
        setattr(rule, field, values[field])
    rule.save(force_insert=True)
    changes = {field.removesuffix("_id"): (None, values[field] or None) for field in FOLLOWED}
    say(RuleAdded, rule, viewer, capacity, {"unit": (None, unit_id), **changes})
    return rule


@transaction.atomic
def edit_rule(
    *,
    viewer: Viewer,
    rule_id: int,
    version: int | None = None,
    seen: Seen = NOTHING_SEEN,
    **asked: Any,
) -> Rule:
    """Change what is named of a rule; one that then does something else is off until it is tried.

    Refuses a field that somebody else has changed meanwhile to something else (Clash).
    """
    rule, capacity = held_rule(viewer, rule_id)
    values = checked(rule.unit_id, {**now(rule), **asked})
    wanted = {field: values[field] for field in FOLLOWED if field in asked}
    changes = write(rule, to_write(rule, wanted, version, seen))
    if not changes:
        return rule
    said = {field.removesuffix("_id"): pair for field, pair in changes.items()}
    say(RuleChanged, rule, viewer, capacity, said)
    if changes.keys() - HARMLESS:
        rule.tried_at = None
        rule.save(update_fields=["tried_at"])
        if rule.is_on:
            switch_off(rule, OffReason.CHANGED, viewer, capacity)
    return rule


def faults_of_rule(rule: Rule) -> dict[str, Words]:
    """What of a rule could not be written today, by its fields: somebody it names has left, a
    category is offered no more."""
    try:
        checked(rule.unit_id, now(rule))
    except Invalid as error:
        return error.fields
    return {}


def now(rule: Rule) -> dict[str, Any]:
    """What stands in a rule, by its columns."""
    return {field: getattr(rule, field) for field in FOLLOWED}
