"""Lists of tickets as the house knows them: by every door, in the same language."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pindos.kernel.filtering import Listing, Seen, register
from pindos.servicedesk.models import Ticket
from pindos.servicedesk.queries.columns import TICKET_COLUMNS
from pindos.servicedesk.queries.tickets import (
    MOST_URGENT_FIRST,
    reader_of_tickets,
    tickets_for,
    tickets_read_by,
)

TICKETS = register(
    Listing(
        key="tickets",
        label=_("Tickets"),
        columns=TICKET_COLUMNS,
        rows=tickets_for,
        seen=Seen(Ticket, reader_of_tickets, tickets_read_by),
        order=MOST_URGENT_FIRST,
        page="servicedesk:ticket-list",
        shown=("number", "title", "priority", "state", "opened", "assignee"),
        related=(
            "unit",
            "with_unit",
            "prefecture",
            "site",
            "requester",
            "assignee",
            "category__current",
            "mailed",
        ),
        address=lambda ticket: reverse("servicedesk:ticket-show", args=[ticket.number]),
    )
)
