"""Long jobs are handed over to processes of their own, through a place where names are left.

The row of a job stays the truth: when it is due, who holds it, how it went. The place holds
names of jobs and nothing else, so that losing it loses nothing: whoever fetches a name looks at
the row and takes it, or finds that there is nothing to do. What is still due is left again at
every turn, and what nobody has taken in time the timer does itself.
"""

import time
from datetime import datetime
from hashlib import sha256
from importlib import import_module
from typing import NamedTuple, Protocol

from django.conf import settings

PATIENCE = 60.0  # seconds that a due job waits for whoever fetches its name


class Standing(NamedTuple):
    """How the place is: its version, and how many names wait there."""

    version: str
    waiting: int


class Place(Protocol):
    """Where names are left and fetched; one that does not answer never raises."""

    def leave(self, name: str) -> bool:
        """Leave a name, unless it lies there already; whether it lies there now."""

    def fetch(self, seconds: float) -> str | None:
        """Take the name that was left first; wait so long for one."""

    def standing(self) -> Standing:
        """How it is; an OSError in words when it does not answer."""


class HandOver:
    """What a timer leaves to others, and for how long it waits for them."""

    def __init__(self, place: Place, patience: float = PATIENCE) -> None:
        self._place, self._patience = place, patience
        self._left: dict[str, tuple[datetime, float]] = {}

    def leaves(self, name: str, due_at: datetime) -> bool:
        """Leave a due job to others; no longer when nobody has taken it in time."""
        now = time.monotonic()
        known_as, since = self._left.get(name, (None, now))
        if known_as != due_at:
            since = now
        self._left[name] = (due_at, since)
        if now - since > self._patience:
            return False
        self._place.leave(name)
        return True


def place() -> Place | None:
    """The place that REDIS_URL names; None without one, and then nothing of it is loaded."""
    if not settings.REDIS_URL:
        return None
    made: Place = import_module("pindos.kernel.redis_place").RedisPlace(
        settings.REDIS_URL, f"pindos:{instance()}:jobs"
    )
    return made


def hand_over() -> HandOver | None:
    """For a timer: by whom its long jobs are done; None when by itself."""
    found = place()
    return HandOver(found) if found else None


def instance() -> str:
    """What tells this instance from others that use the same Redis; the key stays secret."""
    return sha256(f"place of jobs:{settings.SECRET_KEY}".encode()).hexdigest()[:16]
