"""Which rule of retention holds for a file, and which files are due. Pure."""

from calendar import monthrange
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta, tzinfo
from typing import NamedTuple


class Rule(NamedTuple):
    """What a rule is about; without a category it is about the whole kind of file."""

    kind: str
    what: str
    category: int | None = None


class Reach(NamedTuple):
    """The categories that a rule reaches: ``only`` one, or all (and none) ``but`` some."""

    only: int | None
    but: frozenset[int] = frozenset()

    def holds(self, category: int | None) -> bool:
        """Whether a file of this category is reached."""
        return category == self.only if self.only is not None else category not in self.but


def reach_of(rule: Rule, rules: Iterable[Rule]) -> Reach:
    """Category before kind: a rule for a category takes it out of the rule for the kind."""
    if rule.category is not None:
        return Reach(rule.category)
    same = (each for each in rules if (each.kind, each.what) == (rule.kind, rule.what))
    return Reach(None, frozenset(each.category for each in same if each.category is not None))


def months_after(day: date, months: int) -> date:
    """The same day so many months later; the last of its month where there is no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def due_before(now: datetime, months: int, zone: tzinfo) -> datetime:
    """The moment before which a file must have been closed to be due now.

    A file is due from the beginning of the day that comes so many months after the day on which
    it was closed, by the clock of ``zone``; so the moment is the midnight after the last day of
    closing that is due, and is itself not due.
    """
    today = now.astimezone(zone).date()
    last = months_after(today, -months)
    if (today + timedelta(days=1)).day == 1:
        last = last.replace(day=monthrange(last.year, last.month)[1])
    return datetime.combine(last + timedelta(days=1), time(), zone)
