"""Reading clocks: of things, those that run by some hours, and why one ends when it does."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import NamedTuple

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from pindos.clocks.models import Clock, Standstill
from pindos.clocks.queries.hours import HoursFacts, hours_called, schedules_of
from pindos.clocks.rules import Pause, Piece, Schedule, explained
from pindos.kernel.among import among


class ClockFacts(NamedTuple):
    """A clock as other rooms may have it; times in seconds of working time.

    ``due_at`` is None while it stands still (``still_since`` says since when); ``is_met`` is None
    while it runs, and when it was called off.
    """

    id: int
    about_id: int
    key: str
    unit_id: int
    hours: HoursFacts
    seconds: int
    started_at: datetime
    still_since: datetime | None
    due_at: datetime | None
    stopped_at: datetime | None
    spent: int | None
    is_met: bool | None

    @property
    def is_over(self) -> bool:
        """Whether it has stopped."""
        return self.stopped_at is not None


class Explained(NamedTuple):
    """A clock with every piece of time up to its deadline, or up to now while it stands still."""

    clock: ClockFacts
    pieces: list[Piece]
    spent: int


Tick = tuple[str, datetime | None, datetime | None]  # a clock's key, its end and its warning


class Ends(NamedTuple):
    """When the clocks of a thing that tick end, by their keys, and when the first warns."""

    due: Mapping[str, datetime]
    first_warning: datetime | None

    @property
    def first(self) -> datetime | None:
        """When the first of them ends."""
        return min(self.due.values(), default=None)


def clocks_of(about: str, about_ids: Iterable[int]) -> QuerySet[Clock]:
    """The clocks of some things of a kind, each thing's in the order in which they began."""
    rows = Clock.objects.filter(about=about, about_id__in=among(about_ids))
    return rows.order_by("about_id", "started_at", "id")


def ends_of(rows: Iterable[Clock]) -> Ends:
    """When these clocks of one thing end, those that have stopped or stand still left out."""
    ticking = (row for row in rows if row.stopped_at is None)
    return _ends((row.key, row.due_at, row.warn_at) for row in ticking)


def ends_by_thing(about: str, ids: Collection[int], keys: Collection[str]) -> dict[int, Ends]:
    """The same of each of some things, by these of their clocks; empty for one without any."""
    found: dict[int, list[Tick]] = {id_: [] for id_ in ids}
    ticking = running(clocks_of(about, ids)).filter(key__in=keys)
    for id_, key, due_at, warn_at in ticking.values_list("about_id", "key", "due_at", "warn_at"):
        found[id_].append((key, due_at, warn_at))
    return {id_: _ends(ticks) for id_, ticks in found.items()}


def _ends(ticks: Iterable[Tick]) -> Ends:
    due, warnings = {}, []
    for key, due_at, warn_at in ticks:
        if due_at:
            due[key] = due_at
            warnings += [warn_at] if warn_at else []
    return Ends(due, min(warnings, default=None))


def has_clock(about: str) -> Exists:
    """Whether the row that is asked of, a thing of this kind, has a clock at all."""
    return Exists(Clock.objects.filter(about=about, about_id=OuterRef("pk")))


def running(rows: QuerySet[Clock]) -> QuerySet[Clock]:
    """Those that have not stopped."""
    return rows.filter(stopped_at__isnull=True)


def facts_of_clock(row: Clock) -> ClockFacts:
    """A row as other rooms may have it."""
    return ClockFacts(
        row.pk,
        row.about_id,
        row.key,
        row.unit_id,
        hours_called(row.hours),
        row.seconds,
        row.started_at,
        row.still_since,
        row.due_at,
        row.stopped_at,
        row.spent,
        row.is_met,
    )


def clock_facts(about: str, about_id: int) -> list[ClockFacts]:
    """The clocks of one thing."""
    return [facts_of_clock(row) for row in clocks_of(about, [about_id])]


def explained_clocks(about: str, about_id: int, now: datetime | None = None) -> list[Explained]:
    """The clocks of one thing, each with all that was counted and all that was not.

    By the edition of the hours by which it runs or ran: what was true stays so.
    """
    now = now or timezone.now()
    rows = list(clocks_of(about, [about_id]).prefetch_related("standstills"))
    schedules = schedules_of(row.edition_id for row in rows)
    return [_explained(row, schedules[row.edition_id], now) for row in rows]


def _explained(row: Clock, schedule: Schedule, now: datetime) -> Explained:
    pauses = pauses_of(row, row.standstills.all())
    if row.stopped_at:
        end, until = row.stopped_at, row.stopped_at
    else:
        end, until = max(row.due_at or now, now), now
    spent = schedule.worked(row.started_at, until, pauses)
    pieces = explained(schedule, row.started_at, end, pauses)
    return Explained(facts_of_clock(row), pieces, int(spent.total_seconds()))


def pauses_of(row: Clock, standstills: Iterable[Standstill]) -> list[Pause]:
    """All times for which a clock stood still, the one that lasts among them."""
    found = [Pause(each.start, each.end) for each in standstills]
    return with_the_lasting(found, row.still_since)


def with_the_lasting(pauses: list[Pause], still_since: datetime | None) -> list[Pause]:
    """The same with the pause that lasts, if one does."""
    return [*pauses, Pause(still_since, None)] if still_since else pauses
