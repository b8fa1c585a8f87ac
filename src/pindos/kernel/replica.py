"""Lists, figures and files are read from a copy of the database, where there is one.

``DATABASE_REPLICA_URL`` names a PostgreSQL that follows ours. Whoever reads says so by
``read_apart(read, since)``: inside ``read`` all questions of this thread go to the copy. It is
asked only when it is not late, and when it has what the reader wrote last: everybody sees at once
what they have done themselves. When it is away or late, or stops the question because it must go
on, the database itself answers; so it does when a table lies locked there for longer than
``LOCKED``, as it may while replay stands still. Writing inside is refused by the copy and done by
the database. Rights, settings and what processes keep (``kernel.held``) are never read from it.
"""

import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any, NamedTuple, TypeVar

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connection, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.utils import load_backend
from django.utils import timezone

from pindos.kernel.home import asking, is_away
from pindos.kernel.models import Event
from pindos.kernel.outages import outage_in
from pindos.kernel.prepared import prepared

MOST_LATE = timedelta(seconds=10)  # later than this it is not asked
MARGIN = timedelta(seconds=5)  # a transaction may last so long, and two clocks may differ
LOOK = 1.0  # seconds for which one look at how late it is holds
REST = 10.0  # seconds for which one that did not answer is let alone
WAIT = 2  # seconds to connect
LOCKED = 1  # seconds for which a question waits for a table that replay has locked

T = TypeVar("T")
logger = logging.getLogger(__name__)


class Look(NamedTuple):
    """Up to when the copy had everything, and when (monotonic) it is looked at again."""

    until: datetime | None
    again_at: float


class Copy:
    """What this process knows of the copy, and each thread's connection to it."""

    def __init__(self) -> None:
        self._here = threading.local()
        self._looking = threading.Lock()
        self._look = Look(None, 0.0)
        self.reads = 0  # answered by it, for whoever wonders whether it is of use

    def until(self) -> datetime | None:
        """Up to which moment it has everything; None when it is away or is no copy."""
        if time.monotonic() >= self._look.again_at and self._looking.acquire(blocking=False):
            try:
                self._look = Look(self._asked(), time.monotonic() + LOOK)
            except DatabaseError as error:
                self.rest(error)
            finally:
                self._looking.release()
        return self._look.until

    def rest(self, error: Exception) -> None:
        """Let it alone for a while."""
        words = "The replica did not answer (%s); the database itself does for %d s"
        logger.warning(words, str(error).strip().partition("\n")[0], REST)
        self._look = Look(None, time.monotonic() + REST)
        self.close()

    def own(self) -> BaseDatabaseWrapper:
        """This thread's connection to it."""
        known: BaseDatabaseWrapper | None = getattr(self._here, "own", None)
        if known is None:
            known = self._here.own = _connection()
        return known

    def close(self) -> None:
        """Let this thread's connection go."""
        if own := self._here.__dict__.pop("own", None):
            own.close()

    def _asked(self) -> datetime | None:
        own = self.own()
        own.close_if_unusable_or_obsolete()
        with asking(own), _waiting_shortly(), own.cursor() as cursor:
            cursor.execute("SELECT pg_last_xact_replay_timestamp() WHERE pg_is_in_recovery()")
            row: Any = cursor.fetchone()
        return row[0] if row else None


copy = Copy()


def is_set() -> bool:
    """Whether there is one."""
    return settings.REPLICA is not None


def last_written(account_id: int | None) -> datetime | None:
    """When somebody last changed something; asked of the database, and only if there is a copy."""
    if account_id is None or not is_set():
        return None
    return _last_of.first(account_id)


def read_apart(read: Callable[[], T], since: datetime | None = None) -> T:
    """What ``read`` gives, from the copy if it has all up to ``since``; it may be called twice."""
    if not is_set() or is_away() or connection.in_atomic_block or not _has(since):
        return read()
    try:
        copy.own().close_if_unusable_or_obsolete()
        with asking(copy.own()), _waiting_shortly():
            found = read()
        copy.reads += 1
    except DatabaseError as error:
        if outage_in(error) is None:
            raise
        copy.rest(error)
    else:
        return found
    return read()


@contextmanager
def _waiting_shortly() -> Iterator[None]:
    """One transaction, because a pooler may give each to another session: it alone is held to."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL lock_timeout = '{LOCKED}s'")
        yield


def _has(since: datetime | None) -> bool:
    until = copy.until()
    if until is None or until < timezone.now() - MOST_LATE:
        return False
    return since is None or until > since + MARGIN


@prepared
def _last_of(actor_id: int) -> Any:
    return (
        Event.objects.filter(actor_id=actor_id).order_by("-seq").values_list("at", flat=True)[:1]
    )


def _connection() -> BaseDatabaseWrapper:
    """Another server, by the name of ours: whoever asks need not know."""
    told: dict[str, Any] = {**connections.settings[DEFAULT_DB_ALIAS], **(settings.REPLICA or {})}
    told["OPTIONS"] = {**told["OPTIONS"], "connect_timeout": WAIT}
    made: BaseDatabaseWrapper = load_backend(told["ENGINE"]).DatabaseWrapper(
        told, DEFAULT_DB_ALIAS
    )
    return made
