"""Whether and how often people are asked, as the administrators want it."""

from django.utils.translation import gettext_lazy as _

from pindos.kernel.errors import Invalid
from pindos.kernel.kinds import Flag, Listed, Number
from pindos.kernel.options import Faults, Section, Values, option
from pindos.organisation.queries import unit_named
from pindos.servicedesk.queries import all_categories


def _check(values: Values) -> Faults:
    """A key that nobody has would silently leave out nothing."""
    faults: Faults = {}
    try:
        for key in values.get("surveys.quiet_units", ()):
            unit_named(key)
    except Invalid as wrong:
        faults["surveys.quiet_units"] = wrong.fields["unit"]
    known = {row.key for row in all_categories()}
    for key in values.get("surveys.quiet_categories", ()):
        if key not in known:
            words = _("There is no category called %(key)s.") % {"key": key[:60]}
            faults["surveys.quiet_categories"] = words
    return faults


SURVEYS = Section(
    "surveys",
    _("Question after the solution"),
    _("Who is helped is asked once whether they were served. Figures are of units only."),
    46,
    _check,
)
IS_ON = option(
    "surveys.is_on",
    Flag(),
    default=True,
    label=_("Ask after each solution"),
    help=_("In the mail of the solution, and on the page of the ticket."),
    section=SURVEYS,
)
PAUSE_DAYS = option(
    "surveys.pause_days",
    Number(0, 365, _("days")),
    default=7,
    label=_("The same person is asked again at the earliest after"),
    help=_("0: after each solution, however many there are."),
    section=SURVEYS,
)
QUIET_UNITS = option(
    "surveys.quiet_units",
    Listed(),
    default=[],
    label=_("Units that do not ask"),
    help=_("The key of one unit a line, such as TP-FLO."),
    section=SURVEYS,
)
QUIET_CATEGORIES = option(
    "surveys.quiet_categories",
    Listed(),
    default=[],
    label=_("Categories of which nobody is asked"),
    help=_("The key of one category a line, as the catalogue has it."),
    section=SURVEYS,
)
