"""What the desk tells the house of mail that changes nothing."""

from pindos.servicedesk.events.ticket import TicketEvent


class TicketMailed(TicketEvent):
    """A message came that changes nothing: thanks, or word that a letter was not delivered."""

    is_undelivered: bool = False
