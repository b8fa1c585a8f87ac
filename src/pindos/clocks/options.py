"""When people are told that little time is left."""

from django.utils.translation import gettext_lazy as _

from pindos.kernel.kinds import Number
from pindos.kernel.options import Section, option

DEADLINES = Section(
    "deadlines",
    _("Deadlines"),
    _("When those who work are told that a deadline comes near."),
    45,
)
WARN_AFTER = option(
    "clocks.warn_after",
    Number(10, 95, _("% of the time")),
    default=75,
    label=_("A warning is sent after"),
    help=_("Of the working time that was promised. It goes out in working hours only, once."),
    section=DEADLINES,
)
