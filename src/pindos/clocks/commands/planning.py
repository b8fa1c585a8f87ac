"""What becomes of running clocks when hours change: looked at first, then carried out."""

import heapq
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db import transaction

from pindos.clocks.about import tell_moved
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
from pindos.kernel.updating import update_each
from pindos.organisation.queries import Feast

AT_ONCE = 1_000  # clocks held in memory, and moved in one transaction
MOST_SHOWN = 20
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


class HoursPlan(NamedTuple):
    """How many running clocks were looked at, how many would move, and those that move most."""

    running: int
    earlier: int
    later: int
    most: list[Moved]


def plan_clocks(hours: HoursFacts) -> HoursPlan:
    """What these hours would do to the clocks that run by their key; changes nothing."""
    return _plan(_by(hours))


def plan_days_off(known: Sequence[Feast]) -> HoursPlan:
    """What other holidays would do to all running clocks; changes nothing."""
    keeping = [each for each in all_hours().values() if each.keeps_holidays]
    return _plan(pair for hours in keeping for pair in _by(hours, known))


def _plan(clocks: Iterable[Moved | None]) -> HoursPlan:
    total = earlier = later = 0
    most: list[tuple[float, int, Moved]] = []
    for total, moved in enumerate(clocks, start=1):
        if moved is None:
            continue
        earlier += moved.by < timedelta()
        later += moved.by > timedelta()
        heapq.heappush(most, (abs(moved.by.total_seconds()), total, moved))
        if len(most) > MOST_SHOWN:
            heapq.heappop(most)
    found = [moved for _length, _place, moved in sorted(most, reverse=True)]
    return HoursPlan(total, earlier, later, found)


def _by(hours: HoursFacts, known: Sequence[Feast] | None = None) -> Iterator[Moved | None]:
    """Each clock that runs by these hours, None for one that would end when it does now.

    Plain values, as in ``_follow``: a person waits for it.
    """
    schedules: dict[int, Schedule] = {}
    names = ("pk", "prefecture", "about", "about_id", "key", "due_at", *COUNTED)
    rows = running(Clock.objects.filter(hours=hours.key)).order_by("pk")
    last = 0
    while batch := list(rows.filter(pk__gt=last).values_list(*names)[:AT_ONCE]):
        pauses = _pauses([pk for pk, *_rest in batch])
        for last, place, about, about_id, key, before, start, seconds, still_since in batch:
            if place not in schedules:
                schedules[place] = schedule_from(content_of(hours, place, known))
            stood = with_the_lasting(pauses.get(last, []), still_since)
            due = due_of(schedules[place], start, seconds, stood)
            is_moved = before and due and due != before
            yield Moved(about, about_id, key, before, due) if due and is_moved else None


def follow_calendars(limit: int | None = None) -> int:
    """Let running clocks follow the hours and holidays that hold now; how many moved on.

    In batches of their own, so that nobody waits long; what is left is done the next time. Only
    clocks of an edition that no longer holds are looked at.
    """
    done = 0
    pairs = running(Clock.objects.all()).values_list("hours", "prefecture_id").distinct()
    for key, prefecture_id in list(pairs.order_by("hours", "prefecture_id")):
        hours = all_hours().get(key)
        if hours is None:
            continue
        content = content_of(hours, prefecture_id)
        edition_id = edition_for(content)
        while limit is None or done < limit:
            count = _follow(key, prefecture_id, edition_id, schedule_from(content))
            if not count:
                break
            done += count
    return done


@transaction.atomic
def _follow(key: str, prefecture_id: int, edition_id: int, schedule: Schedule) -> int:
    """Plain values instead of rows: half of the time would go into making these."""
    stale = running(Clock.objects.filter(hours=key, prefecture=prefecture_id))
    waiting = stale.exclude(edition=edition_id).select_for_update().order_by("pk")
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
    rows = Standstill.objects.filter(clock__in=clocks).values_list("clock_id", "start", "end")
    for clock_id, start, end in rows:
        found[clock_id].append(Pause(start, end))
    return found
