"""How soon a ticket is taken up, and from when it counts as late."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from pindos.servicedesk.options import MATRIX
from pindos.servicedesk.terms import OPEN, Impact, Priority, Urgency

Matrix = Mapping[str, Sequence[int]]
DEFAULT_HOURS = {
    Priority.LOW: 240,
    Priority.NORMAL: 72,
    Priority.HIGH: 24,
    Priority.CRITICAL: 4,
}


def priority_of(impact: str, urgency: str, matrix: Matrix = MATRIX.default) -> Priority:
    """How soon a ticket is taken up, from whom it hinders and how much."""
    return Priority(matrix[Impact(impact)][list(Urgency).index(Urgency(urgency))])


def late_at(counted_from: datetime, hours: int) -> datetime:
    """From when a ticket counts as late; hours by the clock on the wall."""
    return counted_from + timedelta(hours=hours)


def is_late(state: str, late_from: datetime | None, now: datetime) -> bool:
    """Whether an open ticket is open for longer than the goal of its priority."""
    return state in OPEN and late_from is not None and late_from <= now


def counted_again_from(counted_from: datetime, rested_at: datetime, now: datetime) -> datetime:
    """The start of the count of a reopened ticket: the time it rested does not count."""
    return counted_from + max(now - rested_at, timedelta())
