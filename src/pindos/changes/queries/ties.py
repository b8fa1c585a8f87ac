"""Which tickets belong to a change and the other way round, with the rights of both sides."""

from django.db.models import QuerySet

from pindos.changes.models import Change, TicketTie
from pindos.changes.queries.changes import changes_for
from pindos.kernel.access import Viewer
from pindos.servicedesk.queries import tickets_for

MOST = 50  # of one change, or of one ticket


def ties_of(viewer: Viewer, change: Change) -> list[TicketTie]:
    """The tickets of a change that the viewer may read; of the others not even how many."""
    rows = TicketTie.objects.filter(change=change, ticket__in=tickets_for(viewer))
    return list(rows.select_related("ticket").order_by("-id")[:MOST])


def ties_of_ticket(viewer: Viewer, ticket_id: int) -> list[TicketTie]:
    """The changes of a ticket that the viewer may read; one query.

    Whoever calls has made sure that the viewer reads the ticket.
    """
    rows: QuerySet[TicketTie] = TicketTie.objects.filter(
        ticket=ticket_id, change__in=changes_for(viewer)
    )
    return list(rows.select_related("change").order_by("-id")[:MOST])
