"""The days on which nobody works: those of the State, and those of a place."""

from collections.abc import Collection
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

import yaml

from pindos.organisation.holidays import SHIPPED
from pindos.organisation.queries.language import in_language
from pindos.organisation.rules import orthodox_easter


class Holiday(NamedTuple):
    """A day off; ``place`` is empty for those of the whole State."""

    on: date
    name: str
    place: str = ""


class Feast(NamedTuple):
    """What the file says: a day of each year, or so many days from Easter."""

    name_el: str
    name_en: str
    month: int = 0
    day: int = 0
    easter: int | None = None
    prefecture: str = ""
    place: str = ""

    def on(self, year: int) -> date:
        """The day on which it falls in a year."""
        if self.easter is not None:
            return orthodox_easter(year) + timedelta(days=self.easter)
        return date(year, self.month, self.day)


def holidays_between(
    start: date, end: date, prefectures: Collection[str] = ()
) -> dict[date, list[Holiday]]:
    """The holidays from a day up to another (not with it), those of these prefectures' too."""
    found: dict[date, list[Holiday]] = {}
    for year in range(start.year, end.year + 1):
        for feast in feasts():
            on = feast.on(year)
            if start <= on < end and (not feast.prefecture or feast.prefecture in prefectures):
                name = in_language(feast.name_el, feast.name_en)
                found.setdefault(on, []).append(Holiday(on, name, feast.place))
    return found


@cache
def feasts() -> tuple[Feast, ...]:
    """All that the house knows, as the file says it."""
    told = yaml.safe_load(SHIPPED.read_text(encoding="utf-8"))
    return tuple(_feast(row) for row in [*told["national"], *told["local"]])


def _feast(row: dict[str, object]) -> Feast:
    month, _dash, day = str(row.get("date", "0-0")).partition("-")
    easter = row.get("easter")
    return Feast(
        str(row["name_el"]),
        str(row["name_en"]),
        int(month),
        int(day),
        int(str(easter)) if easter is not None else None,
        str(row.get("prefecture", "")),
        str(row.get("place_el", "")),
    )
