"""The time that was spent on a ticket: for its units only, never for whoever asked."""

from collections import defaultdict

from django.db.models import QuerySet

from pindos.kernel.access import Viewer
from pindos.kernel.prepared import prepared
from pindos.records.terms import Sight
from pindos.servicedesk.models import Effort, Ticket
from pindos.servicedesk.queries.tickets import sight_of_ticket


def efforts_of(viewer: Viewer, ticket: Ticket) -> list[Effort]:
    """The entries of a ticket, oldest first; none for those who do not see all of it."""
    if sight_of_ticket(viewer, ticket) != Sight.ALL:
        return []
    return _efforts(ticket.pk)


@prepared
def _efforts(ticket_id: int) -> QuerySet[Effort]:
    return Effort.objects.filter(ticket=ticket_id).order_by("id")


def minutes_by_person(efforts: list[Effort]) -> dict[int, int]:
    """The sum of each person, in the order in which they came to it: never the most first."""
    sums: dict[int, int] = defaultdict(int)
    for effort in efforts:
        sums[effort.who_id] += effort.minutes
    return dict(sums)
