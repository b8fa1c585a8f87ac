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


class Lent:
    """A backend of Django's that goes on with a connection as it was given back.

    Django sets each one up anew: it puts its address together, looks at zone and role, tells who
    listens. That was done when the connection was opened, and nothing of it has changed.
    """

    _is_set_up = False  # whether this thread has once done all that Django does

    def connect(self: Any) -> None:
        """Take one that lies still, or open one."""
        found = self.lying_still() if self._is_set_up else None
        if found is None:
            super().connect()  # type: ignore[misc]
            self._is_set_up = True
        else:
            _go_on(self, found)

    def get_new_connection(self: Any, conn_params: dict[str, Any]) -> Any:
        """The same for a thread that is set up now."""
        return self.lying_still() or super().get_new_connection(conn_params)  # type: ignore[misc]


def _go_on(own: Any, connection: Any) -> None:
    """What Django's ``connect`` leaves behind."""
    most = own.settings_dict["CONN_MAX_AGE"]
    own.in_atomic_block = own.needs_rollback = False
    own.savepoint_ids, own.atomic_blocks, own.run_on_commit = [], [], []
    own.closed_in_transaction = own.errors_occurred = False
    own.health_check_enabled = own.settings_dict["CONN_HEALTH_CHECKS"]
    own.health_check_done = True
    own.close_at = None if most is None else time.monotonic() + most
    own.connection = connection
    own.autocommit = own.settings_dict["AUTOCOMMIT"]  # with any other none is given back


spare: Spare[Any] = Spare()
