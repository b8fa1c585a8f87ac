"""A month or a week of due work as a grid of days."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from django.urls import reverse
from django.utils import timezone

from pindos.kernel.happenings import Happening
from pindos.organisation.queries import Holiday, holidays_between
from pindos.servicedesk.queries import Due

A_DAY, A_WEEK = timedelta(days=1), timedelta(days=7)
SHOWN = {"month": 3, "week": 40}  # things of one day


class Line(NamedTuple):
    """One thing in its day."""

    due: Due
    url: str
    is_late: bool


class Square(NamedTuple):
    """One day: its holidays, what falls due, and how much more there is."""

    day: date
    is_today: bool
    is_within: bool
    holidays: list[Holiday]
    lines: list[Line]
    more: int
    happening: list[Happening]

    @property
    def is_idle(self) -> bool:
        """Whether nothing stands on it and it is not today: a phone leaves it out."""
        return not (self.is_today or self.holidays or self.lines or self.happening)


class Span(NamedTuple):
    """The days of a page, whole weeks, and its neighbours."""

    kind: str
    anchor: date
    start: date
    end: date

    @property
    def before(self) -> date:
        """A day of the page before."""
        return self.anchor - A_WEEK if self.kind == "week" else self.anchor.replace(day=1) - A_DAY

    @property
    def after(self) -> date:
        """A day of the next page."""
        if self.kind == "week":
            return self.anchor + A_WEEK
        return (self.anchor.replace(day=1) + timedelta(days=32)).replace(day=1)


def span_of(kind: str, anchor: date) -> Span:
    """The week that holds a day, or the whole weeks of its month; weeks begin on Monday."""
    if kind == "week":
        start = anchor - timedelta(days=anchor.weekday())
        return Span(kind, anchor, start, start + A_WEEK)
    first = anchor.replace(day=1)
    last = (first + timedelta(days=32)).replace(day=1) - A_DAY
    start = first - timedelta(days=first.weekday())
    return Span("month", anchor, start, last + timedelta(days=7 - last.weekday()))


def midnight(day: date) -> datetime:
    """When a day begins in Greece."""
    return timezone.make_aware(datetime.combine(day, time.min))


def weeks_of(
    span: Span,
    things: Iterable[Due],
    prefectures: frozenset[str],
    now: datetime,
    happening: Sequence[Happening] = (),
) -> list[list[Square]]:
    """The squares, week by week; what takes days stands on each of them."""
    by_day: dict[date, list[Due]] = {}
    for due in things:
        by_day.setdefault(timezone.localdate(due.at), []).append(due)
    off = holidays_between(span.start, span.end, prefectures)
    today, most = timezone.localdate(now), SHOWN[span.kind]
    squares = []
    for at in range((span.end - span.start).days):
        day = span.start + at * A_DAY
        here = by_day.get(day, [])
        squares.append(
            Square(
                day,
                day == today,
                span.kind == "week" or day.month == span.anchor.month,
                off.get(day, []),
                [_line(due, now) for due in here[:most]],
                max(len(here) - most, 0),
                [each for each in happening if _is_on(each, day)],
            )
        )
    return [squares[at : at + 7] for at in range(0, len(squares), 7)]


def _is_on(each: Happening, day: date) -> bool:
    return each.starts_at < midnight(day + A_DAY) and each.ends_at > midnight(day)


def _line(due: Due, now: datetime) -> Line:
    page = reverse("servicedesk:ticket-show", args=[due.number])
    return Line(due, f"{page}#tasks" if due.is_task else page, due.at <= now)
