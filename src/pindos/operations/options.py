"""How long the copy of somebody's data waits to be fetched."""

from django.utils.translation import gettext_lazy as _

from pindos.kernel.kinds import Number
from pindos.kernel.options import KEEPING, option

EXPORT_DAYS = option(
    "operations.person_exports_kept",
    Number(1, 30, _("days")),
    default=7,
    label=_("Copies of somebody's data"),
    help=_("For so long a copy can be fetched; then the file is removed."),
    section=KEEPING,
)
