"""The days on which nobody works: those of the State, and those of a place.

The house brings those that it knows by a file; an administrator adds others, changes them and
takes them off. A row with the key of one that is shipped stands for it.
"""

from collections.abc import Collection, Sequence
from datetime import date
from functools import cache
from typing import NamedTuple

import yaml
from django.utils import timezone

from pindos.kernel.errors import NotFound
from pindos.kernel.held import Held
from pindos.organisation.holidays import SHIPPED
from pindos.organisation.holidays.days import falls_read
from pindos.organisation.models import DayOff
from pindos.organisation.queries.language import in_language

AHEAD = 40  # years in which the next time of 29 February is looked for


class Holiday(NamedTuple):
    """A day off; ``place`` is empty for those of the whole State."""

    on: date
    name: str
    place: str = ""


class Feast(NamedTuple):
    """A holiday as it stands: when it falls (``organisation.holidays.days``), and where.

    ``prefecture`` is a key, empty for the whole State; ``row_id`` and ``version`` are 0 for one
    that is shipped and that nobody has changed.
    """

    key: str
    name_el: str
    name_en: str
    falls: str
    prefecture: str = ""
    place: str = ""
    is_retired: bool = False
    row_id: int = 0
    version: int = 0

    @property
    def name(self) -> str:
        """Its name in the language of the reader."""
        return in_language(self.name_el, self.name_en)

    def on(self, year: int) -> date | None:
        """The day on which it falls in a year, if it does."""
        return falls_read(self.falls).on(year)

    @property
    def next_on(self) -> date | None:
        """The next day on which it falls, today too; None when it is over."""
        today = timezone.localdate()
        days = (self.on(today.year + ahead) for ahead in range(AHEAD))
        return next((day for day in days if day and day >= today), None)


def _read() -> dict[str, Feast]:
    rows = DayOff.objects.order_by("id")
    return {each.key: each for each in (*_shipped(), *map(feast_of, rows))}


def _mark() -> list[tuple[int, int]]:
    return list(DayOff.objects.order_by("id").values_list("id", "version"))


_every = Held(_read, _mark)


def forget_holidays() -> None:
    """Read them anew at the next question, for whoever has changed them."""
    _every.forget()


def all_feasts() -> dict[str, Feast]:
    """Every holiday by its key, those that were taken off too; the shipped ones first."""
    return _every.now()


def feasts() -> tuple[Feast, ...]:
    """Those that are kept."""
    return tuple(each for each in all_feasts().values() if not each.is_retired)


def feast_called(key: str) -> Feast:
    """One by its key; NotFound for unknown ones."""
    found = all_feasts().get(key)
    if found is None:
        raise NotFound
    return found


def feast_of(row: DayOff) -> Feast:
    """A row as others may have it."""
    return Feast(
        row.key,
        row.name_el,
        row.name_en,
        row.falls,
        row.prefecture,
        row.place,
        row.is_retired,
        row.pk or 0,
        row.version,
    )


def holidays_between(
    start: date,
    end: date,
    prefectures: Collection[str] = (),
    known: Sequence[Feast] | None = None,
) -> dict[date, list[Holiday]]:
    """The holidays from a day up to another (not with it), those of these prefectures' too.

    ``known`` are other holidays than those that stand now, to see what they would do.
    """
    found: dict[date, list[Holiday]] = {}
    for year in range(start.year, end.year + 1):
        for feast in feasts() if known is None else known:
            on = feast.on(year)
            if on is None or not start <= on < end:
                continue
            if not feast.prefecture or feast.prefecture in prefectures:
                found.setdefault(on, []).append(Holiday(on, feast.name, feast.place))
    return found


@cache
def _shipped() -> tuple[Feast, ...]:
    """All that the house brings, as the file says it."""
    told = yaml.safe_load(SHIPPED.read_text(encoding="utf-8"))
    return tuple(
        Feast(
            str(row["key"]),
            str(row["name_el"]),
            str(row["name_en"]),
            str(falls_read(str(row["falls"]))),
            str(row.get("prefecture", "")),
            str(row.get("place_el", "")),
        )
        for row in [*told["national"], *told["local"]]
    )
