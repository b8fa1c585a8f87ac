"""What the desk tells the house of those who watch a ticket."""

from pindos.servicedesk.events.ticket import TicketEvent


class TicketWatched(TicketEvent):
    """Somebody of its units wants to hear of it; no line of the timeline tells it."""

    person_id: int


class TicketUnwatched(TicketEvent):
    """Somebody wants to hear of it no more."""

    person_id: int


class WatcherAdded(TicketEvent):
    """Somebody was let in: they read what the requester reads, and hear of it."""

    person_id: int


class WatcherRemoved(TicketEvent):
    """Somebody who had been let in was removed."""

    person_id: int


class OutsiderRemoved(TicketEvent):
    """An address outside the register was taken off it: it is written to no more."""


class OutsiderAdded(TicketEvent):
    """An address that had been taken off it hears of it again."""
