"""Planned work as the administrators want it."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pindos.kernel.kinds import Number
from pindos.kernel.options import Section, option

PLANNED_WORK = Section(
    "changes",
    _("Planned work"),
    _("When people are at work, and until when an emergency is looked back at."),
    45,
)
REVIEW_DAYS = option(
    "changes.review_days",
    Number(1, 90, _("days")),
    default=5,
    label=_("An emergency is reviewed within"),
    help=_("After that, whoever is responsible and the head are reminded."),
    section=PLANNED_WORK,
)
OPENS_AT = option(
    "changes.opens_at",
    Number(0, 23, pgettext_lazy("of the clock", "h")),
    default=7,
    label=_("Offices open at"),
    help=_("Work between the two hours, Monday to Friday, disturbs people at work."),
    section=PLANNED_WORK,
)
CLOSES_AT = option(
    "changes.closes_at",
    Number(0, 23, pgettext_lazy("of the clock", "h")),
    default=15,
    label=_("Offices close at"),
    help=_("On the holidays of the State and of the place nobody is at work."),
    section=PLANNED_WORK,
)
