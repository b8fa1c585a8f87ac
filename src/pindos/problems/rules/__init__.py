"""The rules of problems. Pure: no clock, no database."""

from pindos.problems.rules.numbers import number_typed
from pindos.problems.rules.rights import (
    IN_OWN_UNIT,
    capacity_in,
    reads_known_errors,
    units_seen_by,
    units_worked_by,
)
from pindos.problems.rules.states import (
    INSTEAD,
    LEADS,
    acts_in,
    is_published,
    missing_for,
    next_state,
)

__all__ = [
    "INSTEAD",
    "IN_OWN_UNIT",
    "LEADS",
    "acts_in",
    "capacity_in",
    "is_published",
    "missing_for",
    "next_state",
    "number_typed",
    "reads_known_errors",
    "units_seen_by",
    "units_worked_by",
]
