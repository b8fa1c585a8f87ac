"""What records tell the house; of entries only their owner can say what they mean."""

from typing import ClassVar

from pindos.kernel.events import DomainEvent
from pindos.kernel.takings import takes
from pindos.kernel.terms import Audience


@takes
class FileTaken(DomainEvent):
    """Somebody was given the bytes of a file."""

    audience: ClassVar[Audience] = Audience.SECURITY
    attachment_id: int
    record_id: int
    number: str
