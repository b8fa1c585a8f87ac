"""What went wrong when neither the caller nor our program is to blame: no database, no room.

Errors are known by what the driver says of them, never by their words: those are translated.
"""

import errno
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum

from django.db import DatabaseError, InterfaceError

NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
SQLITE_FULL, SQLITE_IOERR, SQLITE_CANTOPEN = 13, 10, 14
SQLITE_BUSY = frozenset({5, 6})
# PostgreSQL, appendix A of its manual: the first two characters are the class
POSTGRES_FULL = frozenset({"53100"})
POSTGRES_BUSY = frozenset({"40001", "40P01", "55P03"})
POSTGRES_AWAY = frozenset({"57P01", "57P02", "57P03", "53300", "25006"})
LOST_CONNECTION = "08"

logger = logging.getLogger(__name__)


class Outage(Enum):
    """Why nothing could be done: whoever waits a little finds it mended."""

    AWAY = "away"
    BUSY = "busy"
    FULL = "full"


def outage_in(error: BaseException) -> Outage | None:
    """Which outage an error came from; None when it is a fault of another kind."""
    for each in _chain(error):
        if found := _of_system(each) or _of_sqlite(each) or _of_postgres(each):
            return found
        if isinstance(each, InterfaceError):
            return Outage.AWAY  # the connection was closed under us
    return None


def _chain(error: BaseException) -> Iterator[BaseException]:
    """The error and what it came from, outermost first."""
    seen: set[int] = set()
    each: BaseException | None = error
    while each is not None and id(each) not in seen:
        seen.add(id(each))
        yield each
        each = each.__cause__ or each.__context__


def _of_system(error: BaseException) -> Outage | None:
    is_full = isinstance(error, OSError) and error.errno in NO_ROOM
    return Outage.FULL if is_full else None


def _of_sqlite(error: BaseException) -> Outage | None:
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        return None
    kind = code & 0xFF
    if kind == SQLITE_FULL:
        return Outage.FULL
    if kind in SQLITE_BUSY:
        return Outage.BUSY
    return Outage.AWAY if kind in {SQLITE_IOERR, SQLITE_CANTOPEN} else None


def _of_postgres(error: BaseException) -> Outage | None:
    """psycopg's errors have a ``sqlstate``; it is None when nobody answered who could say one."""
    if not type(error).__module__.startswith("psycopg"):
        return None
    state = getattr(error, "sqlstate", None)
    if state in POSTGRES_FULL:
        return Outage.FULL
    if state in POSTGRES_BUSY:
        return Outage.BUSY
    is_gone = state in POSTGRES_AWAY or (state or "").startswith(LOST_CONNECTION)
    is_lost = state is None and type(error).__name__ in {"OperationalError", "ConnectionTimeout"}
    return Outage.AWAY if is_gone or is_lost else None


@contextmanager
def if_there_is_room(what: str) -> Iterator[None]:
    """For notes in passing: on a full disk they stay unwritten, and whoever only reads goes on."""
    try:
        yield
    except DatabaseError as error:
        if outage_in(error) is not Outage.FULL:
            raise
        logger.warning("There was no room to note %s: %s", what, error)
