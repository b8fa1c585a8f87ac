"""The figures of the page, each with the address of exactly the tickets behind it."""

from dataclasses import dataclass
from typing import NamedTuple

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pindos.oversight.queries import Month, Overview, Standing
from pindos.oversight.rules import Bar, bars_of, width_of_map
from pindos.oversight.terms import Mood
from pindos.oversight.words import behind, month_name, month_sign, state_of
from pindos.servicedesk.queries import Counts

SHAPES = {Mood.DOWN: "down", Mood.WARN: "warn", Mood.OK: "ok", Mood.UNKNOWN: "unknown"}
EVERYWHERE = {"scope": "all"}  # in the list: not only the viewer's own queue

COLUMNS: list[tuple[str, str | Promise, dict[str, str]]] = [
    ("open", pgettext_lazy("tickets", "Open"), {"state": "open"}),
    ("late", _("Late"), {"late": "1"}),
    ("untaken", _("Wait for the department"), {"state": "new,returned"}),
    ("waiting", _("Wait for the user"), {"state": "waiting"}),
    ("referred", _("At the Directorate"), {"state": "referred"}),
]


class Cell(NamedTuple):
    """A number, its column, and where its tickets are; zero leads nowhere."""

    name: str
    label: str | Promise
    number: int
    url: str


@dataclass(frozen=True, slots=True)
class Line:
    """A prefecture as the map and the table show it."""

    name: str
    mood: str
    shape: str
    state: str
    behind: list[str]
    url: str
    cells: list[Cell]
    reported: int
    place: str


class Column(NamedTuple):
    """A month in the drawing."""

    bar: Bar
    month: Month
    name: str
    sign: str


def lines_of(seen: Overview) -> list[Line]:
    """A line for each prefecture, the worst first."""
    return [_line(each) for each in seen.standings]


def total_of(seen: Overview) -> list[Cell]:
    """The sums, each with the address of all its tickets."""
    return _cells(seen.total, EVERYWHERE)


def tiles_of(seen: Overview, lines: list[Line]) -> list[Line]:
    """The lines as the map has them: row by row, as one reads."""
    pairs = zip(seen.standings, lines, strict=True)
    order = sorted(pairs, key=lambda pair: (pair[0].place.row, pair[0].place.column))
    return [line for _standing, line in order]


def width_of(seen: Overview) -> int:
    """Columns of the map."""
    return width_of_map([each.place.column for each in seen.standings])


def columns_of(months: list[Month]) -> list[Column]:
    """The bars of the year, the first and each January with its year."""
    bars = bars_of([month.reported for month in months])
    return [
        Column(
            bar,
            month,
            month_name(month),
            month_sign(month, with_year=not index or month.first.month == 1),
        )
        for index, (bar, month) in enumerate(zip(bars, months, strict=True))
    ]


def list_of(**asked: str) -> str:
    """The address of a list of tickets."""
    return f"{reverse('servicedesk:ticket-list')}?{urlencode(asked)}"


def _line(standing: Standing) -> Line:
    at = {"prefecture": standing.place.key}
    return Line(
        name=standing.place.name,
        mood=standing.mood,
        shape=SHAPES[standing.mood],
        state=state_of(standing),
        behind=behind(standing),
        url=list_of(**at, state="open"),
        cells=_cells(standing.counts, at),
        reported=standing.reported,
        place=f"c{standing.place.column} r{standing.place.row}",
    )


def _cells(counts: Counts, at: dict[str, str]) -> list[Cell]:
    cells = []
    for name, label, asked in COLUMNS:
        number = getattr(counts, name)
        cells.append(Cell(name, label, number, list_of(**at, **asked) if number else ""))
    return cells
