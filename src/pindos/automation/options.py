"""How much rules may fail, as the administrators want it."""

from django.utils.translation import gettext_lazy as _

from pindos.kernel.kinds import Number
from pindos.kernel.options import KEEPING, Section, option

RULES = Section(
    "automation",
    _("Rules"),
    _("What the desk does by itself, and when it stops."),
    45,
)
MOST_FAILURES = option(
    "automation.most_failures",
    Number(1, 50, _("times")),
    default=5,
    label=_("A rule is switched off when it failed"),
    help=_("In a row: something that it should do was refused. The heads of its unit are told."),
    section=RULES,
)
OPENS_AT = option(
    "automation.opens_at",
    Number(0, 23, _("o'clock")),
    default=7,
    label=_("Recurring work opens its tickets from"),
    help=_("On the day itself, so that they wait for whoever comes to work."),
    section=RULES,
)
RUN_DAYS = option(
    "automation.run_days",
    Number(7, 3650, _("days")),
    default=365,
    label=_("What rules did is listed for"),
    help=_("The timeline of each ticket keeps it as long as the ticket itself."),
    section=KEEPING,
)
