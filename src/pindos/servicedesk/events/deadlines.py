"""What the desk tells of its promises: they come near, or were not kept."""

from datetime import datetime

from pindos.kernel.events import DomainEvent
from pindos.kernel.terms import Audience


class DeadlineEvent(DomainEvent):
    """A promise about a ticket, and those who work on it are told; once for each time it ends."""

    audience = Audience.FEED
    ticket_id: int
    number: str
    unit_id: int
    clock_id: int
    promise: str
    due_at: datetime


class DeadlineNear(DeadlineEvent):
    """It comes near."""


class DeadlineOver(DeadlineEvent):
    """It is over."""
