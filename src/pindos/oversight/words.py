"""What the figures say, in sentences: for the page, the command line and whoever listens."""

from collections.abc import Sequence
from datetime import date

from django.utils.dates import MONTHS, MONTHS_3
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pindos.oversight.queries import Month, Overview, Standing
from pindos.oversight.terms import Mood
from pindos.shell.moments import date_of, number_of

MOST_NAMED = 3  # prefectures in a sentence


def answer(seen: Overview) -> str:
    """The first sentence: how much of what is open is late."""
    is_open, late = seen.total.open, seen.total.late
    if not is_open and not seen.reported:
        return _("No ticket has been reported in the last 12 months.")
    if not is_open:
        return _("No ticket is open.")
    if not late:
        return ngettext(
            "The one open ticket is in time.",
            "All %(open)s open tickets are in time.",
            is_open,
        ) % {"open": number_of(is_open)}
    if is_open == 1:
        return _("The one open ticket is late.")
    return ngettext(
        "%(late)s of %(open)s open tickets is late.",
        "%(late)s of %(open)s open tickets are late.",
        late,
    ) % {"late": number_of(late), "open": number_of(is_open)}


def details(seen: Overview) -> list[str]:
    """The sentences after it: where the late ones are, what waits, what is at the Directorate."""
    if not seen.total.open:
        return [_reported(seen.reported)] if seen.reported else []
    found = [
        where([each for each in seen.standings if each.counts.late]),
        _untaken(seen.total.untaken),
        _referred(seen.total.referred),
    ]
    return [sentence for sentence in found if sentence]


def where(late: Sequence[Standing]) -> str:
    """In which prefectures the late tickets are, with their number when they are several."""
    if not late:
        return ""
    if len(late) > MOST_NAMED:
        return _("They are in %(count)s prefectures.") % {"count": number_of(len(late))}
    if len(late) == 1:
        return ngettext(
            "It is in the prefecture of %(place)s.",
            "They are in the prefecture of %(place)s.",
            late[0].counts.late,
        ) % {"place": late[0].place.genitive}
    named = [f"{each.place.genitive} ({number_of(each.counts.late)})" for each in late]
    return _("They are in the prefectures of %(places)s and %(last)s.") % {
        "places": ", ".join(named[:-1]),
        "last": named[-1],
    }


def state_of(standing: Standing) -> str:
    """The word of a tile: a number with everything that is not in order."""
    counts = standing.counts
    if standing.mood == Mood.DOWN:
        words = ngettext("%(count)s late", "%(count)s late", counts.late)
        return words % {"count": number_of(counts.late)}
    if standing.mood == Mood.WARN:
        words = ngettext("%(count)s waits", "%(count)s wait", counts.untaken)
        return words % {"count": number_of(counts.untaken)}
    return str(standing.mood.label)


def behind(standing: Standing) -> list[str]:
    """What stands behind the word of a tile: never a green without its count."""
    counts = standing.counts
    if not counts.open and not standing.reported:
        return []
    words = ngettext("%(count)s open", "%(count)s open", counts.open)
    lines = [words % {"count": number_of(counts.open)}]
    if standing.mood == Mood.DOWN and counts.untaken:
        words = ngettext("%(count)s waits", "%(count)s wait", counts.untaken)
        lines.append(words % {"count": number_of(counts.untaken)})
    if not counts.open:
        words = ngettext("%(count)s in a year", "%(count)s in a year", standing.reported)
        lines.append(words % {"count": number_of(standing.reported)})
    return lines


def month_name(month: Month) -> str:
    """November 2026."""
    return month_of(month.first)


def month_of(first: date) -> str:
    """November 2026, by a day of it."""
    return f"{MONTHS[first.month]} {first.year}"


def month_sign(month: Month, *, with_year: bool) -> str:
    """Nov., with its year where one begins."""
    sign = f"{str(MONTHS_3[month.first.month]).capitalize()}."
    return f"{sign} {month.first.year}" if with_year else sign


def year_in_words(months: Sequence[Month]) -> str:
    """The drawing for the ear: the least and the most, and how far the last month goes."""
    whole = months[:-1]
    least, most = min(whole, key=_size), max(whole, key=_size)
    last = months[-1]
    words = _(
        "New tickets by month: fewest in %(least)s with %(few)s, most in %(most)s with %(many)s; "
        "%(last)s up to %(day)s %(now)s."
    )
    return words % {
        "least": month_name(least),
        "few": number_of(least.reported),
        "most": month_name(most),
        "many": number_of(most.reported),
        "last": month_name(last),
        "day": date_of(last.up_to or last.first),
        "now": number_of(last.reported),
    }


def _size(month: Month) -> int:
    return month.reported


def _reported(count: int) -> str:
    return ngettext(
        "In the last 12 months %(count)s was reported.",
        "In the last 12 months %(count)s were reported.",
        count,
    ) % {"count": number_of(count)}


def _untaken(count: int) -> str:
    if not count:
        return ""
    return ngettext(
        "%(count)s waits for its department.",
        "%(count)s wait for their department.",
        count,
    ) % {"count": number_of(count)}


def _referred(count: int) -> str:
    if not count:
        return ""
    return ngettext(
        "%(count)s is at the Directorate.",
        "%(count)s are at the Directorate.",
        count,
    ) % {"count": number_of(count)}
