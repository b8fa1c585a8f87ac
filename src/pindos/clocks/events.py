"""What clocks tell the house."""

from pindos.kernel.events import DomainEvent
from pindos.kernel.terms import Audience


class OfficeHoursSet(DomainEvent):
    """Working hours are new or different; running clocks follow."""

    audience = Audience.SECURITY
    key: str
