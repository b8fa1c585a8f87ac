"""What every event of a ticket tells."""

from pindos.kernel.events import DomainEvent
from pindos.kernel.terms import Audience


class TicketEvent(DomainEvent):
    """Something happened to a ticket, and whoever may see its unit may know.

    ``unit_id`` answers to the requester; ``entry_id`` is the line of the timeline that tells it,
    and ``by_person_id`` whoever did it (nobody: the house, by rule). With ``bulk_id`` it is
    part of an act on many tickets, of which people are told once, at its end; with ``rule_id``
    a rule did it, and no rule ever follows from it.
    """

    audience = Audience.FEED
    ticket_id: int
    number: str
    unit_id: int
    entry_id: int
    by_person_id: int | None = None
    bulk_id: int | None = None
    rule_id: int | None = None
