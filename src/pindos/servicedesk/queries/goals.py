"""After how long a ticket counts as late."""

from django.db.models import QuerySet

from pindos.kernel.prepared import prepared
from pindos.servicedesk.models import Goal
from pindos.servicedesk.options import MATRIX
from pindos.servicedesk.rules import DEFAULT_HOURS, priority_of
from pindos.servicedesk.terms import Priority


def priority_for(impact: str, urgency: str) -> Priority:
    """What impact and urgency give, by the table that the administrators have set."""
    return priority_of(impact, urgency, MATRIX.now())


@prepared
def _set() -> QuerySet[Goal, tuple[int, int]]:
    return Goal.objects.values_list("priority", "hours")


def goals() -> dict[Priority, int]:
    """Hours by priority, the most urgent first: as an administrator set them, else the default."""
    hours = {**DEFAULT_HOURS}
    for priority, set_hours in _set():
        hours[Priority(priority)] = set_hours
    return dict(sorted(hours.items(), reverse=True))
