"""How soon a ticket is taken up, and from when it counts as late."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from pindos.servicedesk.options import MATRIX
from pindos.servicedesk.terms import OPEN, Impact, Priority, Standing, Urgency

Matrix = Mapping[str, Sequence[int]]


def priority_of(impact: str, urgency: str, matrix: Matrix = MATRIX.default) -> Priority:
    """How soon a ticket is taken up, from whom it hinders and how much."""
    return Priority(matrix[Impact(impact)][list(Urgency).index(Urgency(urgency))])


def is_late(state: str, late_from: datetime | None, now: datetime) -> bool:
    """Whether one of the deadlines of an open ticket is over."""
    return state in OPEN and late_from is not None and late_from <= now


def standing_of(
    state: str, late_from: datetime | None, risk_from: datetime | None, now: datetime
) -> Standing:
    """How the deadline of a ticket stands that comes first."""
    if state not in OPEN or late_from is None:
        return Standing.NONE
    if late_from <= now:
        return Standing.MISSED
    return Standing.RISK if risk_from is not None and risk_from <= now else Standing.TIME
