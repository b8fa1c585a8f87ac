"""Reading problems. ``readable_by`` is the only door: every other query goes by it."""

from pindos.problems.queries.incidents import (
    Counts,
    counts_of,
    incidents_of,
    open_incidents_of,
    tickets_named,
)
from pindos.problems.queries.listed import KNOWN_ERRORS, PROBLEMS
from pindos.problems.queries.on_tickets import (
    OnTicket,
    problems_on_ticket,
    workarounds_on_ticket,
)
from pindos.problems.queries.problems import (
    acts_open_to,
    is_read_in_full,
    known_errors_for,
    open_offer,
    problem_by,
    problems_for,
    readable_by,
    reads_problems,
)
from pindos.problems.queries.story import Moment, story_of

__all__ = [
    "Counts",
    "KNOWN_ERRORS",
    "Moment",
    "OnTicket",
    "PROBLEMS",
    "acts_open_to",
    "counts_of",
    "incidents_of",
    "is_read_in_full",
    "known_errors_for",
    "open_incidents_of",
    "open_offer",
    "problem_by",
    "problems_for",
    "problems_on_ticket",
    "readable_by",
    "reads_problems",
    "story_of",
    "tickets_named",
    "workarounds_on_ticket",
]
