"""Pure decisions: which event asks which rules, and on which days work comes round."""

from pindos.automation.rules.causes import (
    ASKED_BY,
    BY_NAME,
    Cause,
    cause_of,
    events_for,
    is_by_rule,
    when_of,
)
from pindos.automation.rules.rhythm import Day, Rhythm, days_of
from pindos.automation.rules.titles import faults_of_title, titled
from pindos.automation.rules.written import RuleWritten

__all__ = [
    "ASKED_BY",
    "BY_NAME",
    "Cause",
    "Day",
    "Rhythm",
    "RuleWritten",
    "cause_of",
    "days_of",
    "events_for",
    "faults_of_title",
    "is_by_rule",
    "titled",
    "when_of",
]
