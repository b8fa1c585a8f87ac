"""What the monthly report says: the same figures as the page, beside those of other months."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from pindos.kernel.access import Viewer
from pindos.kernel.filtering.days import months_on
from pindos.organisation.queries import unit_facts
from pindos.oversight.asking import COUNTS, GROUPS, TIMES, length_of, why_untold
from pindos.oversight.figure_words import (
    ages_in_words,
    answer,
    backlog,
    band_in_words,
    chart_of_ages,
    chart_of_months,
    months_in_words,
)
from pindos.oversight.paper.drawing import svg_of
from pindos.oversight.queries import oversees, sees_for_report
from pindos.oversight.words import month_of
from pindos.servicedesk.queries import By, Figures, Span, figures, scope_of
from pindos.shell.moments import minute_of, number_of

Part = dict[str, Any]


def monthly(unit_id: int, month: date) -> dict[str, Any]:
    """All that the report of a month says, in the active language.

    That of a unit which does not oversee the others is its own: it bears the unit's name, and in
    place of prefectures it tells who had the work.
    """
    viewer, administration = sees_for_report(unit_id)
    is_own = not oversees(unit_id)
    firsts = [month, months_on(month, -1), months_on(month, -12)]
    seen = [_figures(viewer, first, By.PREFECTURE) for first in firsts]
    by_category = _figures(viewer, month, By.CATEGORY)
    unit, heading = unit_facts(unit_id).name, _("Monthly report of user support")
    return {
        "language": get_language(),
        "title": f"{unit}: {month_of(month)}" if is_own else f"{heading}, {month_of(month)}",
        "administration": administration,
        "unit": heading if is_own else unit,
        "heading": unit if is_own else heading,
        "month": month_of(month),
        "answer": f"{answer(seen[0])} {backlog(seen[0])}",
        "made": _("Made on %(moment)s by Pindos.") % {"moment": minute_of(timezone.now())},
        "parts": [
            _compared(seen, firsts),
            *([_legs(seen[0])] if is_own else []),
            *([_by(seen[0], _("By prefecture"))] if not is_own or seen[0].lines[1:] else []),
            _by(by_category, _("By category")),
            _year(seen[0]),
            _ages(seen[0]),
            _explained(),
        ],
    }


def _figures(viewer: Viewer, first: date, by: By) -> Figures:
    last = months_on(first, 1) - date.resolution
    return figures(viewer, scope_of(viewer, first=f"{first}", last=f"{last}", by=by))


def _part(
    heading: str,
    *,
    tables: Sequence[dict[str, Any]] = (),
    charts: Sequence[dict[str, str]] = (),
    text: str = "",
) -> Part:
    return {"heading": heading, "text": text, "charts": list(charts), "tables": list(tables)}


def _table(caption: str, heads: Sequence[Any], rows: Sequence[Sequence[Any]]) -> dict[str, Any]:
    return {
        "caption": caption,
        "heads": [str(head) for head in heads],
        "rows": [[str(cell) for cell in row] for row in rows],
    }


def _compared(seen: Sequence[Figures], firsts: Sequence[date]) -> Part:
    """The month beside the one before and the same of the year before."""
    totals = [each.total for each in seen]
    rows: list[list[Any]] = [
        [label, *(_number(getattr(total, name)) for total in totals)] for name, label in COUNTS
    ]
    told: list[tuple[str, Callable[[Span], str]]] = [(_("median"), _median), ("90%", _ninetieth)]
    for name, label in TIMES:
        for word, said in told:
            rows.append([f"{label}, {word}", *(said(getattr(total, name)) for total in totals)])
    heads = ["", *(month_of(first) for first in firsts)]
    return _part(
        _("In short"), tables=[_table(_("Beside last month and a year ago"), heads, rows)]
    )


def _by(seen: Figures, heading: str) -> Part:
    group = GROUPS[seen.scope.by]
    lines = [*seen.lines, seen.total]
    counts = [
        [line.name, *(_number(getattr(line, name)) for name, _l in COUNTS)] for line in lines
    ]
    times = [[line.name, *(both_of(getattr(line, name)) for name, _l in TIMES)] for line in lines]
    return _part(
        heading,
        tables=[
            _table(_("How many"), [group, *(label for _name, label in COUNTS)], counts),
            _table(_("How long: median · 90%"), [group, *(label for _n, label in TIMES)], times),
        ],
    )


def _legs(seen: Figures) -> Part:
    """How long each unit had the work that the unit answers for."""
    rows = [[name, _number(span.count), both_of(span)] for name, span in seen.legs]
    heads = [_("Unit"), _("Legs"), _("How long: median · 90%")]
    table = _table(_("Legs by the unit that had the work"), heads, rows)
    return _part(_("Who had the work"), tables=[table] if rows else [], text="" if rows else "–")


def _year(seen: Figures) -> Part:
    rows = [
        [month_of(month.first), _number(opened), _number(solved)]
        for month, opened, solved in seen.months
    ]
    heads = [_("Month"), COUNTS[0][1], COUNTS[1][1]]
    chart = {"svg": svg_of(chart_of_months(seen)), "alt": months_in_words(seen)}
    return _part(
        _("Twelve months"), charts=[chart], tables=[_table(months_in_words(seen), heads, rows)]
    )


def _ages(seen: Figures) -> Part:
    rows = [[band_in_words(band), _number(number)] for band, number in seen.ages]
    chart = {"svg": svg_of(chart_of_ages(seen)), "alt": ages_in_words(seen)}
    heads = [_("Opened before"), _("Open tickets")]
    return _part(
        _("Open tickets by age"), charts=[chart], tables=[_table(backlog(seen), heads, rows)]
    )


def _explained() -> Part:
    said = [
        _(
            "All times are by the clock on the wall: nights, weekends and holidays count, and so "
            "does waiting for the user."
        ),
        _(
            "There are no figures of a technician, and no order of units by how fast they are: "
            "lines stand by name."
        ),
        _(
            "A time is not told where it comes from fewer than 3 tickets, or where a single "
            "technician did all the work: it would be a figure of that person."
        ),
    ]
    return _part(_("What we count"), text=" ".join(said))


def _number(number: int | None) -> str:
    return "–" if number is None else number_of(number)


def _median(span: Span) -> str:
    return length_of(span.median) or why_untold(span) or "–"


def _ninetieth(span: Span) -> str:
    return length_of(span.ninetieth) or why_untold(span) or "–"


def both_of(span: Span) -> str:
    """The median and, after a dot, the ninetieth; a line breaks only between the two."""
    if span.median is None:
        return why_untold(span) or "–"
    both = (length_of(span.median) or "", length_of(span.ninetieth) or "")
    return " · ".join(each.replace(" ", "\N{NO-BREAK SPACE}") for each in both)
