"""From where an act came: which door, and which address."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import NamedTuple


class Origin(NamedTuple):
    """A door (``web``, ``api``, ``cli``, ``job:NAME``, ``reaction:NAME``) and an address."""

    door: str
    address: str = ""


NOWHERE = Origin("house")

_origin: ContextVar[Origin] = ContextVar("origin", default=NOWHERE)


def origin() -> Origin:
    """Where the present act comes from."""
    return _origin.get()


@contextmanager
def coming_from(door: str, address: str = "") -> Iterator[None]:
    """All that is written inside came through this door."""
    token = _origin.set(Origin(door, address))
    try:
        yield
    finally:
        _origin.reset(token)
