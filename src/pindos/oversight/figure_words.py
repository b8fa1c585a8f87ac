"""What figures say, in sentences and in drawings: for the page and for paper."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pindos.oversight.asking import period_in_words
from pindos.oversight.charts import Group, groups_of
from pindos.oversight.words import month_of
from pindos.servicedesk.queries import Band, Figures
from pindos.shell.moments import date_of, number_of


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
