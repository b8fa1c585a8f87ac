"""Changing rules, and carrying them out."""

from pindos.automation.commands.following import follow_rules, forget_runs
from pindos.automation.commands.switching import switch_rule_off, switch_rule_on
from pindos.automation.commands.trying import try_rule
from pindos.automation.commands.writing import FOLLOWED, add_rule, edit_rule

__all__ = [
    "FOLLOWED",
    "add_rule",
    "edit_rule",
    "follow_rules",
    "forget_runs",
    "switch_rule_off",
    "switch_rule_on",
    "try_rule",
]
