"""What the desk tells the house of acts on many tickets."""

from pindos.kernel.events import DomainEvent
from pindos.kernel.terms import Audience


class BulkActEvent(DomainEvent):
    """Something happened to an act on many tickets."""

    audience = Audience.FEED
    bulk_id: int
    verb: str
    unit_id: int | None


class BulkActBegun(BulkActEvent):
    """It has begun, or has more to do: whoever hears it does the next batch."""


class BulkActEnded(BulkActEvent):
    """Each of its tickets has its result."""


class BulkActUndoBegun(BulkActEvent):
    """Its undoing has begun, or has more to do."""


class BulkActUndone(BulkActEvent):
    """What could be put back was put back."""
