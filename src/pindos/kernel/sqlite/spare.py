"""Open connections that no request is using: few serve many threads, and are always warm.

Each has read the schema and keeps pages and statements: 2 to 4 MB. Sixty threads with one each
held 150 MB, while hardly more than three requests are answered at one moment.
"""

import threading
import time
from sqlite3 import Connection

MOST = 6  # that wait; in a rush more are opened, and closed again
KEPT = 60.0  # seconds for which one waits


class Spare:
    """The connections of one process to its one file; the last one used is the next one taken."""

    def __init__(self) -> None:
        self._most = 0
        self._waiting: list[tuple[float, Connection]] = []
        self._lock = threading.Lock()

    def lend(self, most: int = MOST) -> None:
        """From now on keep so many; before that, and with 0, each thread has its own."""
        self._most = most

    def take(self) -> Connection | None:
        """One that waits, if any does."""
        with self._lock:
            return self._waiting.pop()[1] if self._waiting else None

    def give(self, connection: Connection) -> bool:
        """Keep it for whoever comes next, or close it; False when none are kept here."""
        if not self._most:
            return False
        now = time.monotonic()
        with self._lock:
            old = [each for at, each in self._waiting if at < now - KEPT]
            del self._waiting[: len(old)]
            if len(self._waiting) < self._most:
                self._waiting.append((now, connection))
            else:
                old.append(connection)
        for each in old:
            each.close()
        return True


spare = Spare()
