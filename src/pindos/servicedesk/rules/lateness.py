"""How soon a ticket is taken up, and from when it counts as late."""

from datetime import datetime, timedelta

from pindos.servicedesk.terms import OPEN, Impact, Priority, Urgency

MATRIX = {
    Impact.PERSON: (1, 2, 3),
    Impact.UNIT: (2, 2, 3),
    Impact.PREFECTURE: (2, 3, 4),
    Impact.ALL: (3, 4, 4),
}
DEFAULT_HOURS = {
    Priority.LOW: 240,
    Priority.NORMAL: 72,
    Priority.HIGH: 24,
    Priority.CRITICAL: 4,
}


def priority_of(impact: str, urgency: str) -> Priority:
    """How soon a ticket is taken up, from whom it hinders and how much."""
    return Priority(MATRIX[Impact(impact)][list(Urgency).index(Urgency(urgency))])


def late_at(counted_from: datetime, hours: int) -> datetime:
    """From when a ticket counts as late; hours by the clock on the wall."""
    return counted_from + timedelta(hours=hours)


def is_late(state: str, late_from: datetime | None, now: datetime) -> bool:
    """Whether an open ticket is open for longer than the goal of its priority."""
    return state in OPEN and late_from is not None and late_from <= now


def counted_again_from(counted_from: datetime, rested_at: datetime, now: datetime) -> datetime:
    """The start of the count of a reopened ticket: the time it rested does not count."""
    return counted_from + max(now - rested_at, timedelta())
