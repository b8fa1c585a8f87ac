"""The figures of the desk: counts, lengths of time, what is open and how old it is.

What counts, and when:

* A ticket is *opened* when it was reported, and counts for the unit that answers for it now.
* It is *solved* when its unit said so, or its requester; of one that was reopened only the last
  time counts, so a ticket that is open again is not solved.
* It is *reopened* or *referred* in a period when that happened in it, once however often.
* The *first answer* is the first text of the unit to the requester, counted from the report.
* A *leg* is the time with one unit between two steps of a referral: until it is referred, handed
  back, moved or solved. It counts in the period in which it ended, for the unit that answered
  for the ticket then. A leg is *own* where that unit had the work itself, else *away*.
* *Open* is what was open at the end of the period, or now.

All lengths are by the clock on the wall, nights and holidays included.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from pindos.kernel.access import Viewer
from pindos.kernel.filtering.days import months_on
from pindos.kernel.replica import last_written, read_apart
from pindos.kernel.text import fold
from pindos.organisation.queries import places_by_id, prefectures, units_by_id
from pindos.servicedesk.models import Stay
from pindos.servicedesk.queries.catalogue import categories_for, category_keys, names_of_categories
from pindos.servicedesk.queries.figures.asked import (
    NO_CATEGORY,
    By,
    Period,
    Scope,
    scope_of,
    seen_for_figures,
    sees_figures,
)
from pindos.servicedesk.queries.figures.counts import (
    Band,
    ages_at,
    grouped,
    happened,
    happened_by,
    open_by,
    tickets_by,
    tickets_by_month,
)
from pindos.servicedesk.queries.figures.spans import Span, hands_of, piles_of, spans_by
from pindos.servicedesk.terms import Began

MONTHS = 12

__all__ = [
    "Band",
    "By",
    "Figures",
    "Line",
    "Period",
    "Scope",
    "Span",
    "called_groups",
    "figures",
    "figures_choices",
    "grouped",
    "scope_of",
    "seen_for_figures",
    "sees_figures",
]


@dataclass(frozen=True, slots=True)
class Line:
    """The figures of one group; ``open`` is None where there is none (a month has no backlog)."""

    key: str
    name: str
    opened: int = 0
    solved: int = 0
    reopened: int = 0
    referred: int = 0
    open: int | None = 0
    answer: Span = Span()
    own: Span = Span()
    away: Span = Span()
    period: Period | None = None


@dataclass(frozen=True)
class Figures:
    """All of it: a line for each group, the sums, the ages, the legs by unit, twelve months."""

    scope: Scope
    at: datetime
    is_now: bool
    lines: list[Line]
    total: Line
    ages: list[tuple[Band, int]]
    legs: list[tuple[str, Span]]
    months: list[tuple[Period, int, int]] = field(default_factory=list)


def figures(viewer: Viewer, scope: Scope, now: datetime | None = None) -> Figures:
    """The figures of tickets that units answer for which the viewer sees, and of nothing else."""
    assert scope.units <= seen_for_figures(viewer)
    at = now or timezone.now()
    return read_apart(lambda: _figures(scope, at), last_written(viewer.account_id))


def _figures(scope: Scope, now: datetime) -> Figures:
    at = min(now, scope.period.bounds[1])
    took = _Took(scope)
    ages = ages_at(scope, at)
    opened, solved = tickets_by(scope, "opened_at"), tickets_by(scope, "solved_at")
    months = _year_up_to(scope.period)
    in_months = [tickets_by_month(scope, each, months) for each in ("opened_at", "solved_at")]
    return Figures(
        scope=scope,
        at=at,
        is_now=at == now,
        lines=_lines(scope, opened, solved, open_by(scope, at), took),
        total=_total(scope, opened, solved, sum(count for _band, count in ages), took),
        ages=ages,
        legs=took.by_unit(),
        months=list(zip(months, *in_months, strict=True)),
    )


class _Took:
    """How long legs and first answers took; each is gathered once and looked at from all sides."""

    def __init__(self, scope: Scope) -> None:
        rows = Stay.objects.filter(scope.of("for_unit"))
        ended, answered = scope.within("ended_at"), scope.within("answered_at")
        self._legs = piles_of(
            grouped(rows.filter(ended), scope, "ended_at", "for_unit"), "seconds"
        )
        self._answers = piles_of(
            grouped(rows.filter(answered), scope, "answered_at", "for_unit"), "answered_after"
        )
        self._hands = hands_of([*self._legs, *self._answers])

    def legs(self) -> dict[Any, Span]:
        """By group and whether they were away."""
        return spans_by(self._legs, lambda pile: (pile.key, pile.is_away), self._hands)

    def all_legs(self) -> dict[Any, Span]:
        """By whether they were away."""
        return spans_by(self._legs, lambda pile: pile.is_away, self._hands)

    def answers(self) -> dict[Any, Span]:
        """By group."""
        return spans_by(self._answers, lambda pile: pile.key, self._hands)

    def all_answers(self) -> Span:
        """Of all groups together."""
        return spans_by(self._answers, lambda pile: None, self._hands).get(None, Span())

    def by_unit(self) -> list[tuple[str, Span]]:
        """By the name of the unit that had the work, in its order and never by the figure."""
        spans = spans_by(self._legs, lambda pile: pile.unit_id, self._hands)
        names = units_by_id(spans)
        return sorted(((names[unit].name, span) for unit, span in spans.items()), key=_name)


def _name(pair: tuple[str, Span]) -> str:
    return fold(pair[0])


def figures_choices(viewer: Viewer) -> dict[str, list[tuple[str, str]]]:
    """What figures can be asked of: units, prefectures and categories by key and name."""
    units = sorted(
        units_by_id(seen_for_figures(viewer)).values(), key=lambda unit: fold(unit.name)
    )
    homes = {unit.administration_id for unit in units}
    places = [place for place in prefectures() if place.administration_id in homes]
    return {
        "unit": [(unit.key, unit.name) for unit in units],
        "prefecture": [(place.key, place.name) for place in places],
        "category": [
            (NO_CATEGORY, _("No category")),
            *((each.key, each.name) for each in categories_for(viewer)),
        ],
    }


def _lines(
    scope: Scope,
    opened: dict[Any, int],
    solved: dict[Any, int],
    open_now: dict[Any, int],
    took: _Took,
) -> list[Line]:
    """A line for each group in which something happened, or stands open; in order of its name."""
    acts, legs, answers = happened_by(scope), took.legs(), took.answers()
    keys = {*opened, *solved, *open_now, *answers}
    keys |= {key for _began, key in acts} | {key for key, _away in legs}
    if scope.by is By.MONTH:
        keys = set(range(len(scope.period.months)))
    called = called_groups(scope, keys)
    lines = [
        Line(
            key=called[key][0],
            name=called[key][1],
            opened=opened.get(key, 0),
            solved=solved.get(key, 0),
            reopened=acts.get((Began.REOPENED, key), 0),
            referred=acts.get((Began.REFERRED, key), 0),
            open=None if scope.by is By.MONTH else open_now.get(key, 0),
            answer=answers.get(key, Span()),
            own=legs.get((key, False), Span()),
            away=legs.get((key, True), Span()),
            period=scope.period.months[key] if scope.by is By.MONTH else None,
        )
        for key in sorted(keys)
    ]
    return lines if scope.by is By.MONTH else sorted(lines, key=lambda line: fold(line.name))


def _total(
    scope: Scope,
    opened: Mapping[Any, int],
    solved: Mapping[Any, int],
    open_now: int,
    took: _Took,
) -> Line:
    acts, legs = happened(scope), took.all_legs()
    return Line(
        key="",
        name=_("Total"),
        opened=sum(opened.values()),
        solved=sum(solved.values()),
        reopened=acts.get(Began.REOPENED, 0),
        referred=acts.get(Began.REFERRED, 0),
        open=open_now,
        answer=took.all_answers(),
        own=legs.get(False, Span()),
        away=legs.get(True, Span()),
    )


def called_groups(scope: Scope, keys: set[Any]) -> dict[Any, tuple[str, str]]:
    """Each group's key as a filter takes it, and its name; a month has none."""
    if scope.by is By.MONTH:
        months = scope.period.months
        return {key: (f"{months[key].first:%Y-%m}", "") for key in keys}
    if scope.by is By.UNIT:
        return {pk: (unit.key, unit.name) for pk, unit in units_by_id(keys).items()}
    if scope.by is By.PREFECTURE:
        return {place.id: (place.key, place.name) for place in places_by_id(keys)}
    names, named = names_of_categories(keys), category_keys(keys - {0})
    found = {pk: (named[pk], names.get(pk, named[pk])) for pk in keys - {0}}
    return found | {0: (NO_CATEGORY, _("No category"))}


def _year_up_to(period: Period) -> list[Period]:
    """Twelve whole months, that of the period's last day the last of them."""
    last = period.last.replace(day=1)
    firsts = [months_on(last, count) for count in range(1 - MONTHS, 2)]
    return [Period(*pair) for pair in zip(firsts, firsts[1:], strict=False)]
