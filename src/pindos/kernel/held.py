"""What seldom changes and is asked for on every page, kept by each process.

``Held(read, mark)`` reads once. When what it has is older than ``FRESH`` seconds it asks ``mark``,
one small query that answers differently once anything has moved, and reads anew only then: every
process follows a change within that time. Whoever changes it calls ``forget`` when all is
committed, so that the process that made the change shows it at once. What is kept is shared by
all threads: it is read, never written to.
"""

import time
from collections.abc import Callable
from typing import Any, Generic, NamedTuple, TypeVar
from weakref import WeakSet

from pindos.kernel.home import at_home

FRESH = 2.0  # seconds for which a process believes what it has read

T = TypeVar("T")
_every: "WeakSet[Held[Any]]" = WeakSet()


class Kept(NamedTuple):
    """What was read, what its mark was then, and when it was last found to be so."""

    value: Any
    mark: Any
    seen_at: float


class Held(Generic[T]):
    """One thing that a process keeps."""

    def __init__(self, read: Callable[[], T], mark: Callable[[], Any]) -> None:
        self._read = read
        self._mark = mark
        self._kept: Kept | None = None
        _every.add(self)

    def now(self) -> T:
        """The thing, at most ``FRESH`` seconds old."""
        kept, now = self._kept, time.monotonic()
        if kept is not None and now - kept.seen_at < FRESH:
            return kept.value  # type: ignore[no-any-return]
        with at_home():
            mark = self._mark()  # before the rows: what moves in between is found the next time
            value: T = kept.value if kept is not None and kept.mark == mark else self._read()
        self._kept = Kept(value, mark, now)
        return value

    def forget(self) -> None:
        """Read anew at the next question."""
        self._kept = None


def forget_everything() -> None:
    """As if the process had just begun; for tests, in which databases come and go."""
    for held in list(_every):
        held.forget()
