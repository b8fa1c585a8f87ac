"""What the administration says of itself on every page."""

from django.utils.translation import gettext_lazy as _

from pindos.kernel.kinds import Line, Said
from pindos.kernel.options import Section, option

OFFICE = Section(
    "office",
    _("The office"),
    _("Its name and how it is reached: on the sign-in page, at the foot of pages and in mail."),
    10,
)
NAME = option(
    "organisation.office_name",
    Said(120),
    default={"el": "", "en": ""},
    label=_("Name of the office"),
    help=_("Stands on the sign-in page, at the foot of every page and under every mail."),
    section=OFFICE,
)
CONTACT = option(
    "organisation.contact",
    Said(400, has_lines=True),
    default={"el": "", "en": ""},
    label=_("How it is reached"),
    help=_("Address, telephone, e-mail: up to a few lines, under the name of the office."),
    section=OFFICE,
)
PHONE = option(
    "organisation.support_phone",
    Line(60),
    default="",
    label=_("Telephone for urgent problems"),
    help=_("Stands on the page where a problem is reported."),
    section=OFFICE,
)
HOURS = option(
    "organisation.support_hours",
    Said(120),
    default={"el": "", "en": ""},
    label=_("When the telephone is answered"),
    help=_("For example: Monday to Friday, 07:00–15:00."),
    section=OFFICE,
)
