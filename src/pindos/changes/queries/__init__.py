"""Reading planned work by ``changes_for``; what is announced to people by ``announced_to``."""

from pindos.changes.queries.changes import (
    acts_open_to,
    affects_others,
    approvals_waiting_for,
    capacity_for,
    change_by,
    changes_for,
    open_approval,
    plans,
    sees_changes,
    sight_of_change,
    unit_to_ask,
)
from pindos.changes.queries.concerned import (
    Announced,
    announced,
    announced_to,
    announcement,
    planned_now,
)
from pindos.changes.queries.listed import CHANGES
from pindos.changes.queries.story import Moment, story_of
from pindos.changes.queries.ties import aims_at_problem, aims_of, ties_of, ties_of_ticket
from pindos.changes.queries.windows import Hours, changes_in, conflicts_of, hours_of

__all__ = [
    "CHANGES",
    "Announced",
    "Hours",
    "Moment",
    "acts_open_to",
    "affects_others",
    "aims_at_problem",
    "aims_of",
    "announced",
    "announced_to",
    "announcement",
    "approvals_waiting_for",
    "capacity_for",
    "change_by",
    "changes_for",
    "changes_in",
    "conflicts_of",
    "hours_of",
    "open_approval",
    "planned_now",
    "plans",
    "sees_changes",
    "sight_of_change",
    "story_of",
    "ties_of",
    "ties_of_ticket",
    "unit_to_ask",
]
