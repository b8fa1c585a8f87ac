"""How tickets end, as the administrators want it."""

from django.utils.translation import gettext_lazy as _

from pindos.kernel.kinds import Number
from pindos.kernel.options import Section, option

TICKETS = Section(
    "tickets",
    _("Tickets"),
    _("How tickets are closed and opened again, and how their priority comes about."),
    40,
)
DAYS_UNTIL_CLOSED = option(
    "servicedesk.days_until_closed",
    Number(1, 365, _("days")),
    default=7,
    label=_("A solved ticket is closed after"),
    help=_("Until then the requester can say with one press that it is not solved."),
    section=TICKETS,
)
