"""The rules of planned work. Pure: no clock, no database."""

from pindos.changes.rules.risk import lacking, may_be_standard, risk_of
from pindos.changes.rules.states import MATERIAL, acts_in, fixed_in, next_state, why_not
from pindos.changes.rules.windows import overlap, working_minutes

__all__ = [
    "MATERIAL",
    "acts_in",
    "fixed_in",
    "lacking",
    "may_be_standard",
    "next_state",
    "overlap",
    "risk_of",
    "why_not",
    "working_minutes",
]
