"""What surveys do when the desk speaks."""

from pindos.kernel.events import on
from pindos.servicedesk.events import TicketResolved
from pindos.surveys.commands import ask_about


@on(TicketResolved, name="ask-whether-served")
def ask_whether_served(event: TicketResolved) -> None:
    """Ask whoever asked; it stands on the page of the ticket, also where no letter leaves."""
    ask_about(event.ticket_id, solved_by=event.by_person_id)
