"""Switching rules on and off."""

from django.db import transaction
from django.utils.translation import gettext as _

from pindos.automation.commands.turn import held_rule, say
from pindos.automation.events import RuleSwitchedOff, RuleSwitchedOn
from pindos.automation.models import Rule
from pindos.automation.terms import OffReason
from pindos.kernel.access import Viewer
from pindos.kernel.errors import Refused


@transaction.atomic
def switch_rule_on(*, viewer: Viewer, rule_id: int) -> Rule:
    """Let it act from now on; refuses one that was not tried out as it stands."""
    rule, capacity = held_rule(viewer, rule_id)
    if rule.is_on:
        return rule
    if rule.tried_at is None:
        raise Refused(_("Try the rule out first: then you see which tickets it would hit."))
    rule.is_on, rule.off_reason, rule.failures = True, "", 0
    rule.save(update_fields=["is_on", "off_reason", "failures"])
    say(RuleSwitchedOn, rule, viewer, capacity, {"is_on": (False, True)})
    return rule


@transaction.atomic
def switch_rule_off(*, viewer: Viewer, rule_id: int) -> Rule:
    """Let it act no more; what it did stays."""
    rule, capacity = held_rule(viewer, rule_id)
    if rule.is_on:
        switch_off(rule, OffReason.PERSON, viewer, capacity)
    return rule


def switch_off(rule: Rule, reason: OffReason, viewer: Viewer, capacity: str) -> None:
    """Part of the act or the run that ends it."""
    rule.is_on, rule.off_reason = False, reason
    rule.save(update_fields=["is_on", "off_reason"])
    say(RuleSwitchedOff, rule, viewer, capacity, {"is_on": (True, False)}, reason=reason)
