"""A clock that can be set: what commands write bears the moment at which it would have been."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, tzinfo
from typing import ClassVar

from django.utils import timezone


class _Set(datetime):
    """Stands where Django asks for the present moment; ``held`` is what it is told."""

    held: ClassVar[datetime | None] = None

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> "_Set":
        """The moment that was set."""
        if cls.held is None:
            raise RuntimeError("the clock was not set")
        at = cls.held.astimezone(tz)
        return cls.combine(at.date(), at.timetz())


class Clock:
    """Set to a moment, and set again; nobody's real clock is touched."""

    def to(self, at: datetime) -> None:
        """From now on it is this moment."""
        _Set.held = at


@contextmanager
def set_clock(at: datetime) -> Iterator[Clock]:
    """Let all that is written in this process be written at a moment of one's choice.

    Only where nothing else runs in the process: the making of a demonstration.
    """
    before = vars(timezone)["datetime"]
    clock = Clock()
    clock.to(at)
    vars(timezone)["datetime"] = _Set
    try:
        yield clock
    finally:
        vars(timezone)["datetime"] = before
        _Set.held = None
