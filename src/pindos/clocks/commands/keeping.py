"""Keeping the clocks of a thing in step with it; called by the room that owns the thing."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from pindos.clocks.commands.setting import deadline_of, set_due, stop
from pindos.clocks.models import Clock, Standstill
from pindos.clocks.queries.clocks import Ends, clocks_of, ends_of, running, with_the_lasting
from pindos.clocks.queries.hours import Running, hours_called, running_by, schedules_of
from pindos.clocks.rules import Schedule
from pindos.kernel.among import among
from pindos.kernel.inserting import Write, insert
from pindos.kernel.rows import new
from pindos.kernel.updating import update_rows

CHANGING = (
    "unit_id",
    "prefecture_id",
    "hours",
    "seconds",
    "edition_id",
    "still_since",
    "warn_at",
    "due_at",
    "stopped_at",
    "spent",
    "is_met",
    "warned_at",
    "told_late_at",
)  # columns of a clock that keeping it may write


class Promised(NamedTuple):
    """What a clock counts: so many seconds by which hours, where, and who has promised it."""

    seconds: int
    hours: str
    prefecture_id: int
    unit_id: int


class Wanted(NamedTuple):
    """How one clock of a thing ought to stand.

    Without ``promised`` there is nothing to count: one that runs is called off. ``stopped_at`` is
    when what was promised was done, None while it is not; ``is_still`` while nobody is waited
    for here. One that ``is_once`` never runs again after it has stopped.
    """

    key: str
    promised: Promised | None
    started_at: datetime
    stopped_at: datetime | None = None
    is_still: bool = False
    is_once: bool = False


class Begun(NamedTuple):
    """The clocks of a thing that is about to be saved, and when they end."""

    rows: list[Clock]
    ends: Ends

    def save(self, about_id: int, write: Write = insert) -> None:
        """Write them, once the thing has its id."""
        for row in self.rows:
            row.about_id = about_id
        write(self.rows)


def begin_clocks(about: str, wanted: Sequence[Wanted], now: datetime) -> Begun:
    """The clocks of a new thing, not yet written. Refuses hours by which none would ever end."""
    keeper = _Keeper(about, now, {})
    for each in wanted:
        keeper.keep(0, None, each)
    return Begun(keeper.new, ends_of(keeper.new))


def keep_clocks(about: str, about_id: int, wanted: Sequence[Wanted], now: datetime) -> Ends:
    """Bring the clocks of a thing to where they ought to stand; when they end.

    Part of the caller's transaction. A clock that had stopped and is wanted again runs on for
    what was left; what it stood is noted. Refuses hours by which a clock would never end.
    """
    return keep_clocks_of(about, {about_id: wanted}, now)[about_id]


def keep_clocks_of(
    about: str, wanted: Mapping[int, Sequence[Wanted]], now: datetime
) -> dict[int, Ends]:
    """The same for several things by their ids, with as many statements as for one."""
    keys = {each.key for those in wanted.values() for each in those}
    asked = clocks_of(about, wanted).filter(key__in=keys) if keys else ()
    rows = {(row.about_id, row.key): row for row in asked}
    keeper = _Keeper(about, now, _standstills(rows.values()))
    found = {
        id_: [keeper.keep(id_, rows.get((id_, each.key)), each) for each in those]
        for id_, those in wanted.items()
    }
    keeper.write()
    return {id_: ends_of(row for row in those if row) for id_, those in found.items()}


def stop_clocks(about: str, about_id: int, keys: Sequence[str], at: datetime) -> int:
    """Stop those of a thing that run, because what they promised was done; how many."""
    rows = list(running(clocks_of(about, [about_id])).filter(key__in=keys))
    standing = _standstills(rows)
    schedules = schedules_of(row.edition_id for row in rows)
    for row in rows:
        stood = standing[row.pk]
        if row.still_since:
            stood = [*stood, Standstill(clock=row, start=row.still_since, end=at)]
            stood[-1].save()
            row.still_since = None
        stop(row, schedules[row.edition_id], stood, at)
        row.save()
    return len(rows)


class _Keeper:
    def __init__(
        self,
        about: str,
        now: datetime,
        standing: dict[int, list[Standstill]],
    ) -> None:
        self.about, self.now = about, now
        self.standing = standing
        self.schedules: dict[int, Schedule] = {}
        self.running: dict[tuple[str, int], Running] = {}
        self.new: list[Clock] = []
        self.changed: list[Clock] = []
        self.stood: list[Standstill] = []

    def keep(self, about_id: int, row: Clock | None, wanted: Wanted) -> Clock | None:
        if wanted.promised is None:
            return self._called_off(row) if row else None
        if row is None:
            return None if wanted.stopped_at else self._begun(about_id, wanted.promised, wanted)
        before = _state(row)
        if row.stopped_at and wanted.is_once and row.is_met is not None:
            return row
        if row.stopped_at and not wanted.stopped_at:
            self._stand(row, row.stopped_at, self.now)
            row.stopped_at = row.spent = row.is_met = None
        if not row.stopped_at:
            self._change(row, wanted.promised, wanted, before)
        if _state(row) != before:
            self.changed.append(row)
        return row

    def _change(
        self, row: Clock, promised: Promised, wanted: Wanted, before: tuple[object, ...]
    ) -> None:
        self._promise(row, promised)
        at = wanted.stopped_at or self.now
        if row.still_since and not wanted.is_still:
            self._stand(row, row.still_since, at)
            row.still_since = None
        elif wanted.is_still and not row.still_since and not wanted.stopped_at:
            row.still_since = at
        stood = self.standing.get(row.pk, [])
        if wanted.stopped_at:
            row.still_since = None
            stop(row, self._schedule(row), stood, wanted.stopped_at)
        elif _state(row) != before or row.due_at is None:
            set_due(row, self._schedule(row), stood)
            if row.due_at and row.due_at > self.now:
                row.told_late_at = None
            if row.warn_at and row.warn_at > self.now:
                row.warned_at = None

    def _begun(self, about_id: int, promised: Promised, wanted: Wanted) -> Clock:
        running = self._running_by(promised.hours, promised.prefecture_id)
        still_since = self.now if wanted.is_still else None
        pauses = with_the_lasting([], still_since)
        ends = deadline_of(running.schedule, wanted.started_at, promised.seconds, pauses)
        row = new(
            Clock,
            about=self.about,
            about_id=about_id,
            key=wanted.key,
            started_at=wanted.started_at,
            still_since=still_since,
            edition_id=running.edition_id,
            **promised._asdict(),
            **ends._asdict(),
        )
        self.new.append(row)
        return row

    def _called_off(self, row: Clock) -> Clock:
        if not row.stopped_at:
            row.stopped_at, row.is_met = self.now, None
            row.due_at = row.warn_at = row.still_since = None
            self.changed.append(row)
        return row

    def _promise(self, row: Clock, promised: Promised) -> None:
        row.seconds = promised.seconds
        row.unit_id = promised.unit_id
        if (row.hours, row.prefecture_id) != (promised.hours, promised.prefecture_id):
            row.hours, row.prefecture_id = promised.hours, promised.prefecture_id
            row.edition_id = self._running_by(row.hours, row.prefecture_id).edition_id

    def _running_by(self, hours: str, prefecture_id: int) -> Running:
        """Looked up once for all clocks that are kept together."""
        key = (hours, prefecture_id)
        if key not in self.running:
            found = self.running[key] = running_by(hours_called(hours), prefecture_id)
            self.schedules[found.edition_id] = found.schedule
        return self.running[key]

    def _schedule(self, row: Clock) -> Schedule:
        if row.edition_id not in self.schedules:
            self.schedules |= schedules_of([row.edition_id])
        return self.schedules[row.edition_id]

    def _stand(self, row: Clock, start: datetime, end: datetime) -> None:
        if start < end:
            stood = Standstill(clock=row, start=start, end=end)
            self.stood.append(stood)
            self.standing.setdefault(row.pk, []).append(stood)

    def write(self) -> None:
        insert(self.new)
        update_rows(self.changed, CHANGING)
        insert(self.stood)


def _standstills(rows: Iterable[Clock]) -> dict[int, list[Standstill]]:
    ids = [row.pk for row in rows]
    found: dict[int, list[Standstill]] = {pk: [] for pk in ids}
    for each in Standstill.objects.filter(clock__in=among(ids)) if ids else ():
        found[each.clock_id].append(each)
    return found


def _state(row: Clock) -> tuple[object, ...]:
    return (
        row.seconds,
        row.unit_id,
        row.hours,
        row.prefecture_id,
        row.still_since,
        row.stopped_at,
    )
