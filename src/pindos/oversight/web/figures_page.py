"""Figures as the page shows them: tables, drawings and the addresses behind the numbers."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from pindos.kernel.filtering.days import WORDS
from pindos.oversight.asking import (
    COUNTS,
    GROUPS,
    TIMES,
    length_of,
    name_of_line,
    why_untold,
)
from pindos.oversight.figure_words import band_in_words
from pindos.oversight.web.behind import behind_band, behind_count, behind_month
from pindos.oversight.words import month_of
from pindos.servicedesk.queries import Figures, Line, Span

PERIODS = (
    "this-month",
    "last-month",
    "this-quarter",
    "last-quarter",
    "this-year",
    "last-year",
    "last-30-days",
)

EVERY = {
    "unit": pgettext_lazy("units", "All"),
    "prefecture": pgettext_lazy("prefectures", "All"),
    "category": pgettext_lazy("categories", "All"),
}


class FiguresForm(forms.Form):
    """What figures are asked of; the address keeps it."""

    period = forms.ChoiceField(label=gettext_lazy("Period"), required=False)
    first = forms.CharField(label=gettext_lazy("or from day"), required=False, max_length=40)
    last = forms.CharField(label=gettext_lazy("to day"), required=False, max_length=40)
    unit = forms.ChoiceField(label=gettext_lazy("Unit"), required=False)
    prefecture = forms.ChoiceField(label=gettext_lazy("Prefecture"), required=False)
    category = forms.ChoiceField(label=gettext_lazy("Category"), required=False)
    by = forms.ChoiceField(label=pgettext_lazy("figures", "Line by line"), required=False)

    def __init__(self, data: Any, choices: Mapping[str, list[tuple[str, str]]]) -> None:
        super().__init__(data)
        for name, every in EVERY.items():
            found = [("", str(every)), *choices[name]]
            self.fields[name].choices = found  # type: ignore[attr-defined]
        periods = [(word, str(WORDS[word])) for word in PERIODS]
        self.fields["period"].choices = periods  # type: ignore[attr-defined]
        self.fields["by"].choices = [  # type: ignore[attr-defined]
            (by.value, str(label)) for by, label in GROUPS.items()
        ]


class Count(NamedTuple):
    """A number with the address of its tickets."""

    label: str | Promise
    number: int | None
    url: str


class Time(NamedTuple):
    """How long something took, in words; why it is not told, where it is not."""

    label: str | Promise
    number: int
    median: str
    ninetieth: str
    why: str


class Shown(NamedTuple):
    """One line of both tables."""

    name: str
    counts: list[Count]
    times: list[Time]


class Age(NamedTuple):
    """How many open tickets are so old."""

    name: str
    number: int
    url: str


def lines_of(seen: Figures) -> list[Shown]:
    """A line for each group."""
    return [_shown(seen, line, name_of_line(line)) for line in seen.lines]


def total_of(seen: Figures) -> Shown:
    """The sums."""
    return _shown(seen, seen.total, _("Total"))


def legs_of(seen: Figures) -> list[Time]:
    """The legs of each unit that had the work."""
    return [time_of(name, span) for name, span in seen.legs]


def ages_of(seen: Figures) -> list[Age]:
    """What is open, by age."""
    return [
        Age(band_in_words(band), number, behind_band(seen, band, number))
        for band, number in seen.ages
    ]


def months_of(seen: Figures) -> list[tuple[str, list[Count]]]:
    """Twelve months with what was opened and solved in each."""
    return [
        (
            month_of(month.first),
            [
                Count(COUNTS[0][1], opened, behind_month(seen.scope, "opened", month, opened)),
                Count(COUNTS[1][1], solved, behind_month(seen.scope, "solved", month, solved)),
            ],
        )
        for month, opened, solved in seen.months
    ]


def time_of(label: str | Promise, span: Span) -> Time:
    """A span in words."""
    told = (length_of(span.median), length_of(span.ninetieth))
    return Time(label, span.count, *told, why_untold(span))


def _shown(seen: Figures, line: Line, name: str) -> Shown:
    counts = [
        Count(label, getattr(line, key), behind_count(seen, key, line)) for key, label in COUNTS
    ]
    return Shown(name, counts, [time_of(label, getattr(line, key)) for key, label in TIMES])
