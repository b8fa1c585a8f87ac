"""After how long a ticket counts as late."""

from pindos.servicedesk.models import Goal
from pindos.servicedesk.rules import DEFAULT_HOURS
from pindos.servicedesk.terms import Priority


def goals() -> dict[Priority, int]:
    """Hours by priority, the most urgent first: as an administrator set them, else the default."""
    hours = {**DEFAULT_HOURS}
    for priority, set_hours in Goal.objects.values_list("priority", "hours"):
        hours[Priority(priority)] = set_hours
    return dict(sorted(hours.items(), reverse=True))
