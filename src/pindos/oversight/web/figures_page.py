"""Figures as the page shows them: tables, drawings and the addresses behind the numbers."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from pindos.kernel.filtering.days import WORDS
from pindos.oversight.asking import (
    COUNTS,
    GROUPS,
    TIMES,
    length_of,
    name_of_line,
    period_in_words,
    why_untold,
)
from pindos.oversight.charts import Group, groups_of
from pindos.oversight.web.behind import behind_band, behind_count, behind_month
from pindos.oversight.words import month_of
from pindos.servicedesk.queries import Band, Figures, Line, Span
from pindos.shell.moments import date_of, number_of

PERIODS = (
    "this-month",
    "last-month",
    "this-quarter",
    "last-quarter",
    "this-year",
    "last-year",
    "last-30-days",
)


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
        every = [("", _("All"))]
        for name in ("unit", "prefecture", "category"):
            self.fields[name].choices = every + choices[name]  # type: ignore[attr-defined]
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


def chart_of_months(seen: Figures) -> list[Group]:
    """Two bars for each month."""
    names = [f"{month.first:%m/%y}" for month, _opened, _solved in seen.months]
    opened = [opened for _month, opened, _solved in seen.months]
    return groups_of(names, opened, [solved for _month, _opened, solved in seen.months])


def chart_of_ages(seen: Figures) -> list[Group]:
    """A bar for each age."""
    return groups_of(
        [band_in_words(band) for band, _number in seen.ages],
        [number for _band, number in seen.ages],
    )


def months_in_words(seen: Figures) -> str:
    """The drawing of the months for the ear."""
    first, last = seen.months[0][0], seen.months[-1][0]
    words = _(
        "Tickets by month, %(first)s to %(last)s: %(opened)s opened and %(solved)s solved in all."
    )
    return words % {
        "first": month_of(first.first),
        "last": month_of(last.first),
        "opened": number_of(sum(opened for _month, opened, _solved in seen.months)),
        "solved": number_of(sum(solved for _month, _opened, solved in seen.months)),
    }


def ages_in_words(seen: Figures) -> str:
    """The drawing of the ages for the ear."""
    said = [f"{band_in_words(band)}: {number_of(number)}" for band, number in seen.ages]
    return _("Open tickets by age. %(ages)s.") % {"ages": ", ".join(said)}


def band_in_words(band: Band) -> str:
    """Today, 1 to 7 days, more than 90 days."""
    if not band.least and band.most == 0:
        return _("the same day")
    if band.most is None:
        return _("over %(days)s days") % {"days": band.least - 1}
    return _("%(least)s to %(most)s days") % {"least": band.least, "most": band.most}


def answer(seen: Figures) -> str:
    """The first sentence: what came, what was solved, what is open."""
    total, period = seen.total, seen.scope.period
    if not (total.opened or total.solved or total.open):
        return _("Nothing was reported in this period, and nothing is open.")
    came = ngettext(
        "%(count)s ticket was opened",
        "%(count)s tickets were opened",
        total.opened,
    ) % {"count": number_of(total.opened)}
    solved = ngettext("%(count)s was solved", "%(count)s were solved", total.solved) % {
        "count": number_of(total.solved)
    }
    return _("%(period)s: %(came)s, %(solved)s.") % {
        "period": period_in_words(period),
        "came": came,
        "solved": solved,
    }


def backlog(seen: Figures) -> str:
    """The second one: what is open, since when it is looked at."""
    number = seen.total.open or 0
    count = number_of(number)
    if seen.is_now:
        now = ngettext("%(count)s is open now.", "%(count)s are open now.", number)
        return now % {"count": count}
    words = ngettext(
        "%(count)s was open at the end of %(day)s.",
        "%(count)s were open at the end of %(day)s.",
        number,
    )
    return words % {"count": count, "day": date_of(seen.scope.period.last)}


def time_of(label: str | Promise, span: Span) -> Time:
    """A span in words."""
    told = (length_of(span.median), length_of(span.ninetieth))
    return Time(label, span.count, *told, why_untold(span))


def _shown(seen: Figures, line: Line, name: str) -> Shown:
    counts = [
        Count(label, getattr(line, key), behind_count(seen, key, line)) for key, label in COUNTS
    ]
    return Shown(name, counts, [time_of(label, getattr(line, key)) for key, label in TIMES])
