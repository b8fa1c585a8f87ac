"""Lists of tickets as the house knows them: by every door, in the same language."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pindos.kernel.filtering import Listing, register
from pindos.servicedesk.queries.columns import TICKET_COLUMNS
from pindos.servicedesk.queries.tickets import MOST_URGENT_FIRST, tickets_for

TICKETS = register(
    Listing(
        key="tickets",
        label=_("Tickets"),
        columns=TICKET_COLUMNS,
        rows=tickets_for,
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
        ),
        address=lambda ticket: reverse("servicedesk:ticket-show", args=[ticket.number]),
    )
)
