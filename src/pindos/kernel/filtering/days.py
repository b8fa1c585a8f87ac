"""Days and moments as people name them: today, last-month, -7d, 23/11/2026 14:05.

Each is a half-open interval in Greek time: ``opened <= today`` means before tomorrow begins.
"""

import re
from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pindos.kernel.text import fold

DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
MOST = 36_500  # of any unit: a hundred years of days
YEARS = range(1900, 2200)

WORDS: dict[str, Promise] = {
    "today": _("today"),
    "yesterday": _("yesterday"),
    "tomorrow": _("tomorrow"),
    "this-week": _("this week"),
    "last-week": _("last week"),
    "next-week": _("next week"),
    "this-month": _("this month"),
    "last-month": _("last month"),
    "next-month": _("next month"),
    "this-quarter": _("this quarter"),
    "last-quarter": _("last quarter"),
    "this-year": _("this year"),
    "last-year": _("last year"),
    "last-7-days": _("the last 7 days"),
    "last-30-days": _("the last 30 days"),
    "next-7-days": _("the next 7 days"),
}
GREEK = {  # folded: a final sigma is a sigma
    "σημερα": "today",
    "χθεσ": "yesterday",
    "χτεσ": "yesterday",
    "αυριο": "tomorrow",
}
ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
LOCAL = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")
STEP = re.compile(r"([+-])(\d{1,5})([hdwmy])")
LAST = re.compile(r"(last|next)-(\d{1,5})-days?")
CLOCK = re.compile(r"(\d{1,2}):(\d{2})")


class Days(NamedTuple):
    """From the first day up to, and without, the last."""

    start: date
    end: date


class Moments(NamedTuple):
    """From the first moment up to, and without, the last; both aware."""

    start: datetime
    end: datetime


def days_of(text: str, today: date) -> Days | None:
    """Which days a text names, or None when it names none."""
    word = fold(text).replace(" ", "-").replace("_", "-")
    word = GREEK.get(word, word)
    try:
        return (
            day_named(word) or _step(word, today) or _stretch(word, today) or _period(word, today)
        )
    except (ValueError, OverflowError):
        return None


def moments_of(text: str, now: datetime) -> Moments | None:
    """Which moments a text names: whole days, a minute, or so many hours from now."""
    try:
        if exact := minute_named(text.strip(), now):
            return exact
    except (ValueError, OverflowError):
        return None
    days = days_of(text, timezone.localdate(now))
    return Moments(midnight(days.start), midnight(days.end)) if days else None


def midnight(day: date) -> datetime:
    """When a day begins in Greece; clocks change at three, so there is always one midnight."""
    return datetime.combine(day, time(), timezone.get_default_timezone())


def day_named(word: str) -> Days | None:
    """The day that is written in figures; ValueError where the calendar has no such day."""
    if found := ISO.fullmatch(word):
        year, month, day = map(int, found.groups())
    elif found := LOCAL.fullmatch(word):
        day, month, year = map(int, found.groups())
    else:
        return None
    return _days(date(year, month, day)) if year in YEARS else None


def _days(start: date, end: date | None = None) -> Days:
    return Days(start, end or start + DAY)


def _step(word: str, today: date) -> Days | None:
    """-7d is the day a week ago, +1m the same day of the next month, or its last."""
    found = STEP.fullmatch(word)
    if not found or found[3] == "h" or int(found[2]) > MOST:
        return None
    count = int(found[1] + found[2])
    if found[3] in "dw":
        return _days(today + count * (DAY if found[3] == "d" else WEEK))
    return _days(months_on(today, count * (12 if found[3] == "y" else 1)))


def months_on(day: date, count: int) -> date:
    """The same day so many months later, or the last day of a month that is too short."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _stretch(word: str, today: date) -> Days | None:
    """The last days up to and with today; the next ones from tomorrow."""
    found = LAST.fullmatch(word)
    if not found or not 0 < int(found[2]) <= MOST:
        return None
    length = int(found[2]) * DAY
    tomorrow = today + DAY
    return (
        Days(tomorrow - length, tomorrow)
        if found[1] == "last"
        else _days(tomorrow, tomorrow + length)
    )


def _period(word: str, today: date) -> Days | None:
    near = {"today": 0, "yesterday": -1, "tomorrow": 1}
    if word in near:
        return _days(today + near[word] * DAY)
    which, _dash, period = word.partition("-")
    by = {"last": -1, "this": 0, "next": 1}.get(which)
    if by is None:
        return None
    if period == "week":
        monday = today - today.weekday() * DAY + by * WEEK
        return Days(monday, monday + WEEK)
    length = {"month": 1, "quarter": 3, "year": 12}.get(period)
    if length is None:
        return None
    first = today.replace(day=1, month=(today.month - 1) // length * length + 1)
    start = months_on(first, by * length)
    return Days(start, months_on(start, length))


def minute_named(text: str, now: datetime) -> Moments | None:
    """The minute that is written in figures, or so many hours from now."""
    if (found := STEP.fullmatch(text)) and found[3] == "h" and int(found[2]) <= MOST:
        at = now + timedelta(hours=int(found[1] + found[2]))
        return Moments(at, at + timedelta(minutes=1))
    at_once = re.split(r"[T ]+", text, maxsplit=1)
    if len(at_once) != 2 or not (day := day_named(at_once[0])):
        return None
    if clock := CLOCK.fullmatch(at_once[1]):
        local = datetime.combine(day.start, time(int(clock[1]), int(clock[2])))
        at = local.replace(tzinfo=timezone.get_default_timezone()).astimezone(UTC)
        return Moments(at, at + timedelta(minutes=1))
    at = datetime.fromisoformat(text)
    return Moments(at, at + timedelta(minutes=1)) if at.tzinfo else None
