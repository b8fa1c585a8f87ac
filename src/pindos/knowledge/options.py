"""How often instructions are looked at again."""

from django.utils.translation import gettext_lazy as _

from pindos.kernel.kinds import Number
from pindos.kernel.options import Section, option

KNOWLEDGE = Section(
    "knowledge", _("Instructions"), _("How often somebody looks whether they are still right."), 46
)
REVIEW_MONTHS = option(
    "knowledge.review_months",
    Number(1, 60, _("months")),
    default=12,
    label=_("Instructions are looked at again after"),
    help=_("The unit that owns one is told on the day; each can have a day of its own."),
    section=KNOWLEDGE,
)
