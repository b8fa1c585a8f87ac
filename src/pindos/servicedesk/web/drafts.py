"""How the drafts of the desk's forms are called."""

from pindos.servicedesk.models import Ticket

REPORT = "report"
REPLY = "reply"


def draft_name(ticket: Ticket, verb: str) -> str:
    """The draft of one form on one ticket."""
    return f"ticket:{ticket.pk}:{verb}"
