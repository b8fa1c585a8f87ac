"""Settings of the kernel itself: how long lists are and how long answers are kept."""

from django.utils.translation import gettext_lazy as _

from pindos.kernel.kinds import Number
from pindos.kernel.options import KEEPING, LISTS, option

ROWS = option(
    "kernel.rows_per_page",
    Number(10, 50, _("rows")),
    default=50,
    label=_("Rows on a page of a list"),
    help=_("Lists with long rows show fewer, so that pages stay small on a slow line."),
    section=LISTS,
)
ANSWER_DAYS = option(
    "kernel.answers_kept",
    Number(1, 90, _("days")),
    default=7,
    label=_("Answers to repeated requests"),
    help=_("For so long a program that sends the same request again gets the same answer."),
    section=KEEPING,
)
DELIVERY_DAYS = option(
    "kernel.deliveries_kept",
    Number(1, 365, _("days")),
    default=30,
    label=_("Deliveries that are done"),
    help=_("For so long it can be seen who was told of what. Parked ones stay."),
    section=KEEPING,
)
