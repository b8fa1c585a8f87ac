"""The calendar of an office: its hours on each weekday, its days off, its time zone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from pindos.clocks.rules.hours import NO_HOURS, Hours

EPOCH = date(1970, 1, 1).toordinal()
SECONDS_OF_DAY = 86_400
ATHENS = ZoneInfo("Europe/Athens")


class Span(NamedTuple):
    """Seconds since 1970 (UTC): from ``start`` up to ``end``, not with it."""

    start: int
    end: int


@dataclass(frozen=True)
class Calendar:
    """When an office works: a moment counts if its local day is no day off and its local time
    lies within the hours of that weekday (0 is Monday).

    The hour that summer time takes away does not exist, and the one that it gives back counts
    twice. A night is cut at midnight: each part belongs to its own day.
    """

    week: tuple[tuple[Hours, ...], ...]
    days_off: Mapping[date, str] = field(default_factory=dict)
    zone: ZoneInfo = ATHENS

    def hours_on(self, day: date) -> Sequence[Hours]:
        """The hours of a day; none on a day off."""
        return NO_HOURS if day in self.days_off else self.week[day.weekday()]

    def is_workday(self, day: date) -> bool:
        """Whether anybody works on a day."""
        return bool(self.hours_on(day))

    def spans_on(self, day: date) -> list[Span]:
        """The working time of a day, in order."""
        hours = self.hours_on(day)
        if not hours:
            return []
        midnight = (day.toordinal() - EPOCH) * SECONDS_OF_DAY
        found: list[Span] = []
        for stretch, offset in _stretches(midnight, self.zone):
            for each in hours:
                start = max(midnight + each.start * 60 - offset, stretch.start)
                end = min(midnight + each.end * 60 - offset, stretch.end)
                if start < end:
                    found.append(Span(start, end))
        return _touching_joined(sorted(found))

    def end_of(self, day: date) -> datetime:
        """The moment at which a local day is over."""
        following = day + timedelta(days=1)
        return datetime(following.year, following.month, following.day, tzinfo=self.zone)

    def day_of(self, moment: datetime) -> date:
        """The local day of a moment."""
        return moment.astimezone(self.zone).date()


def _stretches(midnight: int, zone: ZoneInfo) -> list[tuple[Span, int]]:
    """The days around a local midnight, cut where the clocks are put forward or back."""
    low, high = midnight - SECONDS_OF_DAY, midnight + 2 * SECONDS_OF_DAY
    first, last = _offset(low, zone), _offset(high, zone)
    if first == last:
        return [(Span(low, high), first)]
    before, after = low, high
    while after - before > 1:
        middle = (before + after) // 2
        if _offset(middle, zone) == first:
            before = middle
        else:
            after = middle
    return [(Span(low, after), first), (Span(after, high), last)]


def _offset(second: int, zone: ZoneInfo) -> int:
    offset = datetime.fromtimestamp(second, UTC).astimezone(zone).utcoffset()
    return int(offset.total_seconds()) if offset else 0


def _touching_joined(spans: list[Span]) -> list[Span]:
    found: list[Span] = []
    for span in spans:
        if found and span.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found
