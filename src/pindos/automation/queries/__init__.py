"""Reading rules."""

from pindos.automation.queries.listed import ROUTINES, RULES, RUNS
from pindos.automation.queries.rhythms import how_often
from pindos.automation.queries.routines import (
    coming_days,
    next_days,
    next_opening,
    occurrences_of,
    routine_by,
    routines_for,
    timer_of_routines,
)
from pindos.automation.queries.rules import (
    owners_for,
    reads_rules,
    right_to_rule,
    rule_by,
    rules_for,
    runs_for,
    trial_of,
    writes_rules,
)
from pindos.automation.queries.words import condition_in_words, deeds_in_words, hits_in_words

__all__ = [
    "ROUTINES",
    "RULES",
    "how_often",
    "coming_days",
    "next_days",
    "next_opening",
    "timer_of_routines",
    "occurrences_of",
    "routine_by",
    "routines_for",
    "RUNS",
    "condition_in_words",
    "deeds_in_words",
    "hits_in_words",
    "owners_for",
    "reads_rules",
    "right_to_rule",
    "rule_by",
    "rules_for",
    "runs_for",
    "trial_of",
    "writes_rules",
]
