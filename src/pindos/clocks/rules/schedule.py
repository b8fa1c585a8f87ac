"""Counting the working time of a calendar, and finding when so much of it is over."""

import itertools
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta

from pindos.clocks.rules.pauses import Pause, joined
from pindos.clocks.rules.workdays import Calendar, Span

FURTHEST_YEARS = 30  # a term that has not ended by then never ends


class NeverDue(ValueError):
    """The calendar has not so much working time within 30 years."""


class Schedule:
    """The working time of a calendar as a table, so that each question is a look into it.

    It is made year by year as it is asked for; whole seconds count. Keep one for many
    questions: making a year takes a millisecond, a question some microseconds.
    """

    def __init__(self, calendar: Calendar) -> None:
        self.calendar = calendar
        self._first = self._last = 0  # years, the last not with it
        self._low = self._high = 0  # seconds between which the table is known to reach far enough
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._before: list[int] = []  # working seconds before each span

    def worked(self, start: datetime, end: datetime, pauses: Iterable[Pause] = ()) -> timedelta:
        """How much working time lies between two moments, without what was paused."""
        start, end = start.astimezone(UTC), end.astimezone(UTC)
        if end <= start:
            return timedelta()
        total = self._between(_second(start), _second(end))
        for pause in joined(pauses):
            low = max(pause.start, start)
            high = end if pause.end is None else min(pause.end, end)
            if low < high:
                total -= self._between(_second(low), _second(high))
        return timedelta(seconds=total)

    def due(
        self, start: datetime, amount: timedelta, pauses: Iterable[Pause] = ()
    ) -> datetime | None:
        """The first moment by which so much working time has passed since ``start``.

        It is the end of the last minute that counts: eight hours from the opening are over when
        the office closes, not when it opens again. None when the clock stands still before, as a
        pause that has not ended tells. Raises NeverDue.
        """
        start = start.astimezone(UTC)
        target = self._position(_second(start)) + int(amount.total_seconds())
        for pause in joined(pauses) if pauses else ():
            if pause.end is not None and pause.end <= start:
                continue
            low = _second(max(pause.start, start))
            if self._position(low) >= target:
                break
            if pause.end is None:
                return None
            target += self._between(low, _second(pause.end))
        found = self._second_at(target)
        return max(start, datetime.fromtimestamp(found, UTC)) if amount else start

    def spans(self, start: datetime, end: datetime) -> Iterator[Span]:
        """The working time between two moments, piece by piece."""
        low, high = _second(start), _second(end)
        self._cover(low)
        self._cover(high)
        for index in range(bisect_right(self._ends, low), bisect_left(self._starts, high)):
            yield Span(max(self._starts[index], low), min(self._ends[index], high))

    def is_open_at(self, moment: datetime) -> bool:
        """Whether a moment lies in working time."""
        second = _second(moment)
        return self._between(second, second + 1) > 0

    def _between(self, low: int, high: int) -> int:
        self._cover(low)
        return self._position(high) - self._position(low)

    def _position(self, second: int) -> int:
        """How much working time of the table is over at a second."""
        self._cover(second)
        index = bisect_right(self._starts, second) - 1
        if index < 0:
            return 0
        return self._before[index] + min(second, self._ends[index]) - self._starts[index]

    def _second_at(self, position: int) -> int:
        """The first second at which so much working time of the table is over."""
        furthest = self._last + FURTHEST_YEARS
        while self._total() < position:
            if self._last >= furthest:
                raise NeverDue
            self._add_year()
        index = bisect_left(self._before, position) - 1
        if index < 0:
            return self._starts[0] if self._starts else 0
        return self._starts[index] + position - self._before[index]

    def _total(self) -> int:
        return self._before[-1] + self._ends[-1] - self._starts[-1] if self._starts else 0

    def _cover(self, second: int) -> None:
        """Make the table reach over a moment and a year on either side of its own."""
        if self._low <= second < self._high:
            return
        year = datetime.fromtimestamp(second, UTC).year
        if not self._last:
            self._first = self._last = year - 1
        if year <= self._first:
            self._start_earlier(year - 1)
        while year >= self._last - 1:
            self._add_year()
        self._low, self._high = _start_of(self._first + 1), _start_of(self._last - 1)

    def _start_earlier(self, year: int) -> None:
        last, self._first, self._last = self._last, year, year
        self._starts, self._ends, self._before = [], [], []
        while self._last < last:
            self._add_year()

    def _add_year(self) -> None:
        first = date(self._last, 1, 1).toordinal()
        total = self._total()
        self._last += 1
        days = map(date.fromordinal, range(first, date(self._last, 1, 1).toordinal()))
        for span in itertools.chain.from_iterable(map(self.calendar.spans_on, days)):
            self._starts.append(span.start)
            self._ends.append(span.end)
            self._before.append(total)
            total += span.end - span.start


def _start_of(year: int) -> int:
    return _second(datetime(year, 1, 1, tzinfo=UTC))


def _second(moment: datetime) -> int:
    return int(moment.timestamp())
