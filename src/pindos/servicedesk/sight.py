"""How much of a ticket's record somebody may see: records ask before they show a file."""

from pindos.kernel.access import Viewer
from pindos.kernel.sight import sight_of
from pindos.records.terms import Sight
from pindos.servicedesk.queries import sight_of_ticket, tickets_for
from pindos.servicedesk.terms import ABOUT


@sight_of(ABOUT)
def sight_of_record(viewer: Viewer, record_id: int) -> str:
    """All for its units, what is public for its requester, nothing for everybody else."""
    ticket = tickets_for(viewer).filter(record=record_id).first()
    return sight_of_ticket(viewer, ticket) if ticket else Sight.NONE
