"""What becomes of running clocks when hours change: looked at first, then carried out."""

import heapq
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import QuerySet

from pindos.clocks.about import retold_of, tell_moved
from pindos.clocks.commands.setting import Deadline, deadline_of, due_of
from pindos.clocks.models import Clock, Standstill
from pindos.clocks.queries.clocks import running, with_the_lasting
from pindos.clocks.queries.hours import (
    HoursFacts,
    all_hours,
    content_of,
    edition_for,
    schedule_from,
)
from pindos.clocks.rules import Pause, Schedule
from pindos.kernel.among import among
from pindos.kernel.progress import tell_how_far
from pindos.kernel.updating import update_each
from pindos.organisation.queries import Feast

AT_ONCE = 1_000  # clocks held in memory, and moved in one transaction
MOST_SHOWN = 50
COUNTED = ("started_at", "seconds", "still_since")  # with its pauses all that a clock counts


class Moved(NamedTuple):
    """A running clock that would end at another time."""

    about: str
    about_id: int
    key: str
    before: datetime
    after: datetime

    @property
    def by(self) -> timedelta:
        """How much later; below zero for earlier."""
        return self.after - self.before

    @property
    def is_later(self) -> bool:
        """Whether it would end later than now."""
        return self.after > self.before


class HoursPlan(NamedTuple):
    """How many running clocks were looked at, how many would move, and those that move most."""

    running: int
    earlier: int
    later: int
    most: list[Moved]

    @property
    def moving(self) -> int:
        """How many would move."""
        return self.earlier + self.later

    def with_more(self, moves: Sequence[Moved | None]) -> "HoursPlan":
        """The same after some more clocks were looked at."""
        moved = [each for each in moves if each]
        return HoursPlan(
            self.running + len(moves),
            self.earlier + sum(each.by < timedelta() for each in moved),
            self.later + sum(each.by > timedelta() for each in moved),
            heapq.nlargest(MOST_SHOWN, [*self.most, *moved], key=lambda each: abs(each.by)),
        )


class Change(NamedTuple):
    """What is looked at before it is kept.

    Such hours, and such holidays or None as they are. Or for things of the kind ``about`` another
    promise, whatever their room says by ``said`` (``Kind.retold``).
    """

    hours: list[HoursFacts]
    feasts: list[Feast] | None = None
    about: str = ""
    said: Mapping[str, Any] = {}

    def how_many(self) -> int:
        """How many running clocks it looks at."""
        return self.rows([each.key for each in self.hours]).count()

    def rows(self, hours: Sequence[str]) -> QuerySet[Clock]:
        """These clocks."""
        which = {"about": self.about} if self.about else {"hours__in": hours}
        return running(Clock.objects.filter(**which))


class Reached(NamedTuple):
    """How far a look is: the hours that it is at, and the last clock of them."""

    at_hours: int = 0
    after: int = 0


class Counted(NamedTuple):
    """What a clock would count: so many seconds by these hours."""

    seconds: int
    hours: HoursFacts


Counting = Callable[[int, str, int, str], Counted | None]
Batch = tuple[Reached, list[Moved | None]]


class Looking:
    """Looks at the clocks of a change, so many at once; a place's schedule is made once."""

    def __init__(self, change: Change) -> None:
        self.change = change
        self.schedules: dict[tuple[str, int], Schedule] = {}

    def batches(self, reached: Reached = Reached()) -> Iterator[Batch]:  # noqa: B008
        """From there on; a clock that would end when it does now is None."""
        at, after = reached
        groups = [[]] if self.change.about else [[each] for each in self.change.hours]
        for group in groups[at:]:
            while rows := self._rows(group, after):
                after = rows[-1][0]
                yield Reached(at, after), self._moved(rows)
            at, after = at + 1, 0

    def _rows(self, group: Sequence[HoursFacts], after: int) -> list[tuple[Any, ...]]:
        """Plain values, as in ``_follow``: a person waits for it."""
        names = ("pk", "prefecture", "about", "about_id", "key", "due_at", "hours", *COUNTED)
        rows = self.change.rows([each.key for each in group]).filter(pk__gt=after).order_by("pk")
        return list(rows.values_list(*names)[:AT_ONCE])

    def _moved(self, rows: list[tuple[Any, ...]]) -> list[Moved | None]:
        found: list[Moved | None] = []
        pauses = _pauses([pk for pk, *_rest in rows])
        counts = self._counting(rows)
        for pk, place, about, about_id, key, before, hours, start, seconds, still_since in rows:
            counted = counts(about_id, key, seconds, hours)
            if before is None or counted is None:
                found.append(None)
                continue
            stood = with_the_lasting(pauses.get(pk, []), still_since)
            due = due_of(self._schedule(counted.hours, place), start, counted.seconds, stood)
            is_moved = due and due != before
            found.append(Moved(about, about_id, key, before, due) if due and is_moved else None)
        return found

    def _counting(self, rows: list[tuple[Any, ...]]) -> Counting:
        """What each clock would count; None for one that the change does not concern."""
        change = self.change
        if not change.about:
            by_key = {each.key: each for each in change.hours}
            return lambda about_id, key, seconds, hours: Counted(seconds, by_key[hours])
        ids = {about_id for _pk, _place, _about, about_id, *_rest in rows}
        retold, known = retold_of(change.about, change.said, ids), all_hours()

        def counted(about_id: int, key: str, _seconds: int, _hours: str) -> Counted | None:
            said = retold.get(about_id, {}).get(key.partition(":")[0])
            return Counted(said[0], known[said[1]]) if said else None

        return counted

    def _schedule(self, hours: HoursFacts, place: int) -> Schedule:
        key = (hours.key, place)
        if key not in self.schedules:
            content = content_of(hours, place, self.change.feasts)
            self.schedules[key] = schedule_from(content)
        return self.schedules[key]


def plan(change: Change, total: int | None = None) -> HoursPlan:
    """What a change would do to running clocks; changes nothing. Of so many it says how far."""
    found = HoursPlan(0, 0, 0, [])
    for _reached, moves in Looking(change).batches():
        found = found.with_more(moves)
        if total is not None:
            tell_how_far(found.running, max(found.running, total))
    return found


def change_of_days_off(known: Sequence[Feast]) -> Change:
    """Other holidays: they count for all hours that keep them."""
    return Change([each for each in all_hours().values() if each.keeps_holidays], list(known))


def follow_calendars() -> int:
    """Let running clocks follow the hours and holidays that hold now; how many moved on.

    In batches of their own, so that nobody waits long. Only clocks of an edition that no longer
    holds are looked at, so what was cut off goes on. Says how far it is.
    """
    current = list(_current())
    total = sum(_stale(*each[:3]).count() for each in current)
    done = 0
    for key, prefecture_id, edition_id, content in current:
        while count := _follow(key, prefecture_id, edition_id, schedule_from(content)):
            done += count
            tell_how_far(done, max(done, total))
    return done


def _current() -> Iterator[tuple[str, int, int, str]]:
    """By which hours clocks run where, and the edition that holds there now with its content."""
    pairs = running(Clock.objects.all()).values_list("hours", "prefecture_id").distinct()
    for key, prefecture_id in list(pairs.order_by("hours", "prefecture_id")):
        if hours := all_hours().get(key):
            content = content_of(hours, prefecture_id)
            yield key, prefecture_id, edition_for(content), content


def _stale(key: str, prefecture_id: int, edition_id: int) -> QuerySet[Clock]:
    """Running clocks there that go by another edition."""
    rows = running(Clock.objects.filter(hours=key, prefecture=prefecture_id))
    return rows.exclude(edition=edition_id)


@transaction.atomic
def _follow(key: str, prefecture_id: int, edition_id: int, schedule: Schedule) -> int:
    """Plain values instead of rows: half of the time would go into making these."""
    waiting = _stale(key, prefecture_id, edition_id).select_for_update().order_by("pk")
    names = ("pk", "about", "about_id", *COUNTED)
    batch = list(waiting.values_list(*names)[:AT_ONCE])
    pauses = _pauses([pk for pk, *_rest in batch])
    things: dict[str, set[int]] = defaultdict(set)
    ends: list[tuple[int, Deadline]] = []
    for pk, about, about_id, start, seconds, still_since in batch:
        things[about].add(about_id)
        stood = with_the_lasting(pauses.get(pk, []), still_since)
        ends.append((pk, deadline_of(schedule, start, seconds, stood)))
    update_each(
        Clock,
        ("edition_id", "due_at", "warn_at"),
        [
            (pk, {"edition_id": edition_id, "due_at": end.due_at, "warn_at": end.warn_at})
            for pk, end in ends
        ],
    )
    for about, ids in things.items():
        tell_moved(about, ids)
    return len(batch)


def _pauses(clocks: Sequence[int]) -> dict[int, list[Pause]]:
    """When each of these clocks stood still and ran again."""
    found: dict[int, list[Pause]] = defaultdict(list)
    rows = Standstill.objects.filter(clock__in=among(clocks)).values_list(
        "clock_id", "start", "end"
    )
    for clock_id, start, end in rows:
        found[clock_id].append(Pause(start, end))
    return found
