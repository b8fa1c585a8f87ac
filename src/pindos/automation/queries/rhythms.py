"""How often work comes round, in words: every Monday, every 3 months on the first working day."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext, pgettext_lazy

from pindos.automation.models import Routine
from pindos.automation.terms import Every
from pindos.clocks.terms import WEEKDAYS

NTH = (
    (1, pgettext_lazy("weekday of a month", "the first")),
    (2, pgettext_lazy("weekday of a month", "the second")),
    (3, pgettext_lazy("weekday of a month", "the third")),
    (4, pgettext_lazy("weekday of a month", "the fourth")),
    (-1, pgettext_lazy("weekday of a month", "the last")),
)
LAST_DAY = 31  # whatever the month


def how_often(row: Routine) -> str:
    """Its rhythm as people say it."""
    number, weekday = row.step, WEEKDAYS[row.weekday]
    if row.every == Every.DAYS:
        return ngettext("Every day", "Every %(number)s days", number) % {"number": number}
    if row.every == Every.WEEKS:
        words = ngettext("Every %(weekday)s", "Every %(number)s weeks, on %(weekday)s", number)
        return words % {"number": number, "weekday": weekday}
    months = ngettext("Every month", "Every %(number)s months", number) % {"number": number}
    return f"{months}, {_day_of(row)}"


def _day_of(row: Routine) -> str:
    """Which day of a month."""
    if row.every == Every.MONTHS and row.day == LAST_DAY:
        return _("on its last day")
    if row.every == Every.MONTHS:
        return pgettext("day of a month", "on day %(day)s") % {"day": row.day}
    if row.every == Every.WEEKDAY:
        return f"{dict(NTH)[row.nth]} {WEEKDAYS[row.weekday]}"
    if row.every == Every.FIRST_WORKDAY:
        return _("on its first working day")
    return _("on its last working day")
