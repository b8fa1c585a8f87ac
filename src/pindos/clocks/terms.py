"""Words of clocks."""

from typing import NamedTuple

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

OFFICE, ALWAYS = "office", "always"  # the hours that the house brings; both can be changed
FOLLOW = "clocks-follow-calendars"  # the job that lets clocks follow what has changed
LOOKS = "look-at-calendar-changes"  # the job that counts what a change would move
NAME_LENGTH = 100  # characters
WEEKDAYS = (
    _("Monday"),
    _("Tuesday"),
    _("Wednesday"),
    _("Thursday"),
    _("Friday"),
    _("Saturday"),
    _("Sunday"),
)
WORDS_OF_BAD_HOURS = {
    "unread": _("«%(piece)s» are no hours. Write them so: 07:00-15:00, 17:00-19:00."),
    "no such time": _("«%(piece)s»: there is no such time of the day."),
    "empty": _("«%(piece)s» begins when it ends."),
    "overlap": _("«%(piece)s»: these hours overlap."),
}


class PeriodKind(TextChoices):
    """In what a term is counted; the law's kinds beside the office's."""

    WORKING_MINUTES = "working_minutes", _("Minutes of working time")
    HOURS = "hours", _("Hours by the clock on the wall")
    WORKING_DAYS = "working_days", _("Working days")
    CALENDAR_DAYS = "calendar_days", _("Calendar days")
    MONTHS = "months", _("Months")


class Shipped(NamedTuple):
    """Hours that the house brings: their name, seven days from Monday, whether holidays count."""

    name: str | Promise
    week: tuple[str, ...]
    keeps_holidays: bool


SHIPPED = {
    OFFICE: Shipped(_("Hours of the service"), ("07:00-15:00",) * 5 + ("", ""), True),
    ALWAYS: Shipped(_("Day and night"), ("00:00-24:00",) * 7, False),
}
