"""How far a running job is: a count of work on its row, which any page can read meanwhile."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import NamedTuple

from pindos.kernel.models import Schedule

Heard = Callable[[int, int | None], object]

_running: ContextVar[Schedule | None] = ContextVar("running", default=None)
_heard: ContextVar[Heard | None] = ContextVar("heard", default=None)


@contextmanager
def counted_on(row: Schedule) -> Iterator[None]:
    """What is told inside is written on the row of this run."""
    token = _running.set(row)
    try:
        yield
    finally:
        _running.reset(token)


@contextmanager
def heard_by(heard: Heard) -> Iterator[None]:
    """Somebody waits here for what is done inside: they hear it too."""
    token = _heard.set(heard)
    try:
        yield
    finally:
        _heard.reset(token)


def tell_how_far(done: int, total: int | None = None) -> None:
    """So many pieces of work are done, of so many where that is known beforehand.

    Told between transactions, not within one.
    Where no job runs nothing is written. A run that somebody else has taken over stays silent.
    """
    if heard := _heard.get():
        heard(done, total)
    row = _running.get()
    if row is not None:
        mine = Schedule.objects.filter(pk=row.pk, running_since=row.running_since)
        mine.update(done=done, total=total)


class Far(NamedTuple):
    """How far a job is that runs now; ``total`` is None while it has not counted its work."""

    done: int
    total: int | None


def how_far(name: str) -> Far | None:
    """How far the run of a job is; None while it does not run."""
    row = Schedule.objects.filter(name=name, running_since__isnull=False).first()
    return Far(row.done or 0, row.total) if row else None
