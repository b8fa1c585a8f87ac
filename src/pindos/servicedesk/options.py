"""How tickets end, as the administrators want it."""

from django.utils.translation import gettext_lazy as _

from pindos.kernel.kinds import Grid, Number
from pindos.kernel.options import Section, option
from pindos.servicedesk.terms import Impact, Priority, Urgency

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
REOPEN_DAYS = option(
    "servicedesk.requesters_reopen_days",
    Number(0, 3650, _("days")),
    default=365,
    label=_("Who asked may open a closed ticket again for"),
    help=_("0: only the unit opens closed tickets again; who asked reports a new one."),
    section=TICKETS,
)
MATRIX = option(
    "servicedesk.priorities",
    Grid(
        {impact.value: impact.label for impact in Impact},
        {urgency.value: urgency.label for urgency in Urgency},
        {priority.value: priority.label for priority in Priority},
    ),
    default={
        Impact.PERSON.value: [1, 2, 3],
        Impact.UNIT.value: [2, 2, 3],
        Impact.PREFECTURE.value: [2, 3, 4],
        Impact.ALL.value: [3, 4, 4],
    },
    label=_("Priority by whom it hinders and how much"),
    help=_("Holds for what is reported or judged anew; tickets that are open keep theirs."),
    section=TICKETS,
)
