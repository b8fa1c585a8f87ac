"""Changing rules, and carrying them out."""

from pindos.automation.commands.coming_round import open_what_is_due
from pindos.automation.commands.following import follow_rules, forget_runs
from pindos.automation.commands.routines import (
    ROUTINE_FIELDS,
    add_routine,
    edit_routine,
    faults_of_routine,
    routine_checked,
    routine_field,
    switch_routine_off,
    switch_routine_on,
)
from pindos.automation.commands.switching import switch_rule_off, switch_rule_on
from pindos.automation.commands.trying import try_rule
from pindos.automation.commands.writing import FOLLOWED, add_rule, edit_rule, faults_of_rule

__all__ = [
    "ROUTINE_FIELDS",
    "add_routine",
    "edit_routine",
    "faults_of_routine",
    "faults_of_rule",
    "open_what_is_due",
    "routine_checked",
    "routine_field",
    "switch_routine_off",
    "switch_routine_on",
    "FOLLOWED",
    "add_rule",
    "edit_rule",
    "follow_rules",
    "forget_runs",
    "switch_rule_off",
    "switch_rule_on",
    "try_rule",
]
