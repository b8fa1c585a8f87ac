"""The rules of problems. Pure: no clock, no database."""

from pindos.problems.rules.numbers import number_typed
from pindos.problems.rules.rights import (
    reads_known_errors,
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
    "LEADS",
    "acts_in",
    "is_published",
    "missing_for",
    "next_state",
    "number_typed",
    "reads_known_errors",
]
