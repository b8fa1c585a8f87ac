"""Whom people ask about their data and about access, and how long copies wait for them."""

from django.utils.translation import gettext_lazy as _

from pindos.kernel.kinds import Number, Said
from pindos.kernel.options import KEEPING, Section, option

PRIVACY = Section(
    "privacy",
    _("Data protection"),
    _("What the pages on data protection and on accessibility say of your administration."),
    65,
)
OFFICER = option(
    "operations.protection_officer",
    Said(500, has_lines=True),
    default={"el": "", "en": ""},
    label=_("Data protection officer"),
    help=_("Name or office, e-mail and telephone; shown to everybody on the page of the data."),
    section=PRIVACY,
)
ACCESS_CONTACT = option(
    "operations.accessibility_contact",
    Said(500, has_lines=True),
    default={"el": "", "en": ""},
    label=_("Whom to tell about accessibility"),
    help=_("Office, e-mail and telephone; shown on the accessibility statement."),
    section=PRIVACY,
)
EXPORT_DAYS = option(
    "operations.person_exports_kept",
    Number(1, 30, _("days")),
    default=7,
    label=_("Copies of somebody's data"),
    help=_("For so long a copy can be fetched; then the file is removed."),
    section=KEEPING,
)
