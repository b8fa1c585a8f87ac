"""What the desk tells the house of tickets that are dealt with as one."""

from pindos.kernel.terms import Audience
from pindos.servicedesk.events.ticket import TicketEvent


class TicketMerged(TicketEvent):
    """It is dealt with in another one; in no feed, for not all who see one see the other."""

    audience = Audience.INTERNAL
    into_id: int


class TicketSplit(TicketEvent):
    """Some of what stands on it became a ticket of its own."""

    audience = Audience.INTERNAL
    new_id: int
    taken_ids: list[int]


class TicketUnmerged(TicketEvent):
    """It is dealt with on its own again."""

    audience = Audience.INTERNAL
    into_id: int
