"""Who is not in the register and hears of a ticket by mail."""

from pindos.kernel.access import Viewer
from pindos.mail.queries.answering import Outsider, outsiders_shown
from pindos.records.terms import Sight
from pindos.servicedesk.models import Ticket
from pindos.servicedesk.queries.tickets import sight_of_ticket
from pindos.servicedesk.terms import ABOUT


def outsiders_on(viewer: Viewer, ticket: Ticket) -> list[Outsider]:
    """Whose message a person put on it, and who was taken off; told to its units alone.

    Onto a ticket without mail nobody came that way: nothing is asked.
    """
    if ticket.mailed_id is None or sight_of_ticket(viewer, ticket) != Sight.ALL:
        return []
    return outsiders_shown(f"{ABOUT}:{ticket.pk}")
