"""Which server the questions of a thread go to: our own database, or for a while another one.

All the house asks ``default``. What stands there is a thread's own, so it can be another
connection while something is read apart (``kernel.replica``), and nobody else notices.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper

_left = threading.local()  # ``home``: the connection that this thread has left for a while


def is_away() -> bool:
    """Whether this thread asks another server now."""
    return getattr(_left, "home", None) is not None


@contextmanager
def asking(other: BaseDatabaseWrapper) -> Iterator[None]:
    """What is asked inside goes to the other one."""
    home = _left.home = connections[DEFAULT_DB_ALIAS]
    connections[DEFAULT_DB_ALIAS] = other
    try:
        yield
    finally:
        connections[DEFAULT_DB_ALIAS] = home
        _left.home = None


@contextmanager
def at_home() -> Iterator[None]:
    """What is asked inside goes to our own database, whatever is asked around it."""
    home = getattr(_left, "home", None)
    if home is None:
        yield
        return
    other = connections[DEFAULT_DB_ALIAS]
    connections[DEFAULT_DB_ALIAS] = home
    _left.home = None
    try:
        yield
    finally:
        connections[DEFAULT_DB_ALIAS] = other
        _left.home = home
