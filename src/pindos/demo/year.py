"""A year of an office: which days and hours bring work, and how long work takes by the clock."""

import math
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from functools import cached_property
from random import Random

from django.utils import timezone

from pindos.organisation.queries import holidays_between

# How much a month brings beside the others: everybody comes back in January and September, in
# August the corridors are empty, at the end the budget must be spent.
MONTHS = (1.35, 1.1, 1.1, 0.85, 1.0, 0.95, 0.75, 0.25, 1.4, 1.1, 1.2, 1.15)
WEEKDAYS = (1.3, 1.1, 1.0, 1.0, 0.8)
HOURS = {7: 3, 8: 16, 9: 20, 10: 18, 11: 15, 12: 13, 13: 9, 14: 5, 15: 1}
BEGINS, ENDS = time(7, 30), time(15, 30)
WORKDAY = 480  # minutes
BUDGET_MONTHS = (11, 12)
ARRIVAL_MONTHS = (1, 9, 10)
QUIET_DAYS = ((12, 24), (12, 31))  # from, up to: between the feasts little is asked


class Office:
    """The days from ``first`` to ``now`` as people in the eight prefectures worked on them."""

    def __init__(self, first: date, now: datetime) -> None:
        self.first, self.now = first, now
        self._of: dict[str, tuple[list[date], list[float]]] = {}

    @cached_property
    def _feasts(self) -> dict[date, set[str]]:
        """Each day off with the places that keep it; the State's with none."""
        prefectures = ("KAS", "FLO")
        last = self.now.date() + timedelta(days=90)
        return {
            on: {feast.place for feast in found}
            for on, found in holidays_between(self.first, last, prefectures).items()
        }

    def is_worked(self, on: date, prefecture: str) -> bool:
        """Whether the services of a prefecture work on a day."""
        if on.weekday() >= len(WEEKDAYS):
            return False
        if on not in self._feasts:
            return True
        is_local = all(self._feasts[on])
        return is_local and prefecture not in {"KAS" if on.day == 11 else "FLO"}

    def moment(self, rng: Random, prefecture: str) -> datetime:
        """When somebody in a prefecture reports something."""
        days, weights = self._days(prefecture)
        while True:
            on = rng.choices(days, weights)[0]
            hour = rng.choices(list(HOURS), list(HOURS.values()))[0]
            at = _at(on, time(hour, rng.randrange(60), rng.randrange(60)))
            if at <= self.now:
                return at

    def later(self, at: datetime, minutes: float, prefecture: str) -> datetime:
        """So many minutes of work after a moment; nights, weekends and feasts do not count."""
        local = timezone.localtime(at)
        on, clock = local.date(), local.time()
        if clock >= ENDS or not self.is_worked(on, prefecture):
            on, clock = self._next(on, prefecture), BEGINS
        start = _at(on, max(clock, BEGINS))
        left = (_at(on, ENDS) - start).total_seconds() / 60
        while minutes > left:
            minutes -= left
            on, left = self._next(on, prefecture), WORKDAY
            start = _at(on, BEGINS)
        return start + timedelta(minutes=minutes)

    def _next(self, on: date, prefecture: str) -> date:
        on += timedelta(days=1)
        while not self.is_worked(on, prefecture):
            on += timedelta(days=1)
        return on

    def _days(self, prefecture: str) -> tuple[list[date], list[float]]:
        if prefecture not in self._of:
            span = (self.now.date() - self.first).days
            all_days = [self.first + timedelta(days=n) for n in range(span + 1)]
            days = [on for on in all_days if self.is_worked(on, prefecture)]
            self._of[prefecture] = days, [_weight(on) for on in days]
        return self._of[prefecture]


def lasting(rng: Random, median: float, spread: float = 0.9) -> float:
    """Minutes of work: most near the median, some far above it."""
    return rng.lognormvariate(math.log(median), spread)


def chosen(rng: Random, weights: Mapping[str, float]) -> str:
    """One of the keys, by weight."""
    return rng.choices(list(weights), list(weights.values()))[0]


def _weight(on: date) -> float:
    quiet = QUIET_DAYS[0] <= (on.month, on.day) <= QUIET_DAYS[1]
    return MONTHS[on.month - 1] * WEEKDAYS[on.weekday()] * (0.2 if quiet else 1.0)


def _at(on: date, clock: time) -> datetime:
    return timezone.make_aware(datetime.combine(on, clock))
