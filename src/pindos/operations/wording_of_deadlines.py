"""What the events and fields of levels and working hours are called on the audit page."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

DEADLINES: dict[str, str | Promise] = {
    "organisation.HolidaySet": _("Holiday set"),
    "clocks.OfficeHoursSet": _("Working hours set"),
    "servicedesk.GoalSet": _("Goal set"),  # of an earlier version
    "servicedesk.LevelSet": _("Service level set"),
}

FIELDS_OF_DEADLINES: dict[str, str | Promise] = {
    "counted_from": pgettext_lazy("field", "counted from"),  # of an earlier version
    "falls": pgettext_lazy("field", "falls on"),
    "hours": pgettext_lazy("field", "hours"),
    "place": pgettext_lazy("field", "place"),
    "keeps_holidays": pgettext_lazy("field", "without holidays"),
    "servicedesk.level.answer": pgettext_lazy("field", "time to the first answer"),
    "servicedesk.level.leg": pgettext_lazy("field", "time of the unit that is asked"),
    "solution": pgettext_lazy("field", "time to the solution"),
    "week": pgettext_lazy("field", "hours of the week"),
}
