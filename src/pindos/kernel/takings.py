"""Which events say that data left the house as a file: one list of who took what, and when."""

from typing import TypeVar

from pindos.kernel.events import DomainEvent

E = TypeVar("E", bound=DomainEvent)

_takings: set[str] = set()


def takes(event: type[E]) -> type[E]:
    """Mark an event: by it somebody took data out of the house."""
    _takings.add(event.event_name())
    return event


def takings() -> list[str]:
    """The names of all such events."""
    return sorted(_takings)
