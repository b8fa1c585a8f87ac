"""What is said while one act is carried out on many tickets: it belongs together."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from pindos.servicedesk.events import TicketEvent

Changes = dict[str, tuple[Any, Any]]


@dataclass
class Heard:
    """The bulk act that is under way, and the events of the ticket in hand."""

    bulk_id: int
    said: list[tuple[TicketEvent, Changes]] = field(default_factory=list)


_under_way: ContextVar[Heard | None] = ContextVar("bulk act under way", default=None)


def heard_now() -> Heard | None:
    """What is under way here, if anything."""
    return _under_way.get()


@contextmanager
def hearing(bulk_id: int) -> Iterator[Heard]:
    """Let all that commands say bear the number of the bulk act, and keep it."""
    heard = Heard(bulk_id)
    token = _under_way.set(heard)
    try:
        yield heard
    finally:
        _under_way.reset(token)
