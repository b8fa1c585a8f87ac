"""Open connections that no request is using: few serve many threads, and are always warm.

Each has read the schema and keeps pages and statements: 2 to 4 MB on SQLite, and as much in a
process of PostgreSQL. Sixty threads with one each held 150 MB, while hardly more than three
requests are answered at one moment.
"""

import threading
import time
from collections.abc import Hashable
from typing import Any, Generic, NamedTuple, Protocol, TypeVar

MOST = 6  # that wait; in a rush more are opened, and closed again
KEPT = 60.0  # seconds for which one waits


class Closing(Protocol):
    """What a driver calls a connection."""

    def close(self) -> None:
        """Let it go."""


C = TypeVar("C", bound=Closing)


class Waiting(NamedTuple, Generic[C]):
    """A connection, the database it leads to, and since when (monotonic) it has lain still."""

    since: float
    place: Hashable
    connection: C


class Spare(Generic[C]):
    """The connections of one process; of a database the last one used is the next one taken."""

    def __init__(self) -> None:
        self._most = 0
        self._waiting: list[Waiting[C]] = []
        self._lock = threading.Lock()

    def lend(self, most: int = MOST) -> None:
        """From now on keep so many; before that, and with 0, each thread has its own."""
        self._most = most

    def take(self, place: Hashable) -> Waiting[C] | None:
        """One that waits and leads there, if any does."""
        with self._lock:
            for each in reversed(self._waiting):
                if each.place == place:
                    self._waiting.remove(each)
                    return each
        return None

    def give(self, place: Hashable, connection: C) -> bool:
        """Keep it for whoever comes next, or close it; False when none are kept here."""
        if not self._most:
            return False
        now = time.monotonic()
        with self._lock:
            old = [each for each in self._waiting if each.since < now - KEPT]
            del self._waiting[: len(old)]
            given = Waiting(now, place, connection)
            (self._waiting if len(self._waiting) < self._most else old).append(given)
        for each in old:
            each.connection.close()
        return True


spare: Spare[Any] = Spare()
