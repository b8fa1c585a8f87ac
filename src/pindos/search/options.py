"""How long is kept what was looked for in vain."""

from django.utils.translation import gettext_lazy as _

from pindos.kernel.kinds import Number
from pindos.kernel.options import Section, option

SEARCH = Section("search", _("Search"), _("What is kept of searches."), 47)
MISSED_DAYS = option(
    "search.missed_days",
    Number(1, 365, _("days")),
    default=90,
    label=_("Searches that found nothing are kept for"),
    help=_("The words, the unit and the day; never who it was."),
    section=SEARCH,
)
