"""What every door asks figures by, and how a figure is written."""

from collections.abc import Mapping
from datetime import timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from pindos.kernel.access import Viewer
from pindos.oversight.words import month_of
from pindos.servicedesk.queries import By, Figures, Line, Period, Scope, Span, scope_of
from pindos.shell.moments import date_of, long_span_of

PARAMETERS = ("period", "first", "last", "unit", "prefecture", "category", "by")
LONGEST = 200  # characters of one of them

COUNTS: list[tuple[str, str | Promise]] = [
    ("opened", pgettext_lazy("tickets in a period", "Opened")),
    ("solved", pgettext_lazy("tickets in a period", "Solved")),
    ("reopened", pgettext_lazy("tickets in a period", "Reopened")),
    ("referred", pgettext_lazy("tickets in a period", "Referred")),
    ("open", pgettext_lazy("tickets in a period", "Open at the end")),
]
TIMES: list[tuple[str, str | Promise]] = [
    ("answer", gettext_lazy("First answer")),
    ("own", gettext_lazy("Leg with the unit itself")),
    ("away", gettext_lazy("Leg at another unit")),
]
GROUPS: dict[By, str | Promise] = {
    By.UNIT: gettext_lazy("Unit"),
    By.PREFECTURE: gettext_lazy("Prefecture"),
    By.CATEGORY: gettext_lazy("Category"),
    By.MONTH: gettext_lazy("Month"),
}


def scope_asked(viewer: Viewer, asked: Mapping[str, str]) -> Scope:
    """What the parameters ask for; refuses (Invalid) what there is not."""
    found = {name: str(asked.get(name) or "").strip()[:LONGEST] for name in PARAMETERS}
    return scope_of(viewer, now=None, **found)


def name_of_line(line: Line) -> str:
    """What a line is called; a month that the period cuts, with its days."""
    return period_in_words(line.period) if line.period else line.name


def period_in_words(period: Period) -> str:
    """November 2026, 2026, or its first and last day."""
    if period.first.day == 1 and period.end.day == 1:
        if len(period.months) == 1:
            return month_of(period.first)
        if period.first.month == 1 and len(period.months) == 12:
            return str(period.first.year)
    return f"{date_of(period.first)} – {date_of(period.last)}"


def length_of(seconds: int | None) -> str:
    """A length of time in words; empty when it is not told."""
    if seconds is None:
        return ""
    length = timedelta(seconds=seconds)
    return long_span_of(length) if seconds >= 60 else _("less than a minute")


def why_untold(span: Span) -> str:
    """Why a length is not told; empty when it is, or when there is none."""
    if span.median is not None or not span.count:
        return ""
    return _("fewer than 2 technicians") if span.is_personal else _("fewer than 3 tickets")


def heads(seen: Figures) -> list[str]:
    """The heads of all figures as one table."""
    found = [str(GROUPS[seen.scope.by]), *(str(label) for _name, label in COUNTS)]
    for _name, label in TIMES:
        found += [
            f"{label}: {_('number')}",
            f"{label}: {_('median, minutes')}",
            f"{label}: {_('90th percentile, minutes')}",
        ]
    return found


def cells(line: Line) -> list[object]:
    """The figures of a line in the order of the heads, lengths in whole minutes."""
    found: list[object] = [name_of_line(line), *(getattr(line, name) for name, _label in COUNTS)]
    for name, _label in TIMES:
        span: Span = getattr(line, name)
        found += [span.count, minutes(span.median), minutes(span.ninetieth)]
    return found


def minutes(seconds: int | None) -> int | None:
    """Whole minutes."""
    return None if seconds is None else seconds // 60


def in_words(scope: Scope) -> str:
    """What was asked for, as the trail keeps it."""
    said = [f"{scope.period.first} – {scope.period.last}", f"by = {scope.by}"]
    return "; ".join([*said, *(f"{name} = {value}" for name, value in scope.asked.items())])
