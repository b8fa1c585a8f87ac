"""Whom people ask about their data, how long copies wait, and when the machine room is warned."""

from django.utils.translation import gettext_lazy as _

from pindos.kernel.kinds import Line, Listed, Number, Said
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

HEALTH = Section(
    "health",
    _("System health"),
    _("When the page on the system's health warns, and what it looks at outside."),
    62,
)
DISK_LEAST = option(
    "operations.disk_least",
    Number(1, 50, "%"),
    default=10,
    label=_("Free room on the disk"),
    help=_("Below this part of a file system the page warns."),
    section=HEALTH,
)
BACKUP_DAYS = option(
    "operations.backup_days",
    Number(1, 31, _("days")),
    default=2,
    label=_("Age of the newest backup"),
    help=_("When it is older, the page warns."),
    section=HEALTH,
)
TIME_SOURCE = option(
    "operations.time_source",
    Line(200),
    default="",
    label=_("Where the time is compared"),
    help=_("The name of an NTP server, or an http(s) address. Empty: only the database server's."),
    section=HEALTH,
)
CERTIFICATE_OF = option(
    "operations.certificate_of",
    Line(200),
    default="",
    label=_("Address whose certificate is watched"),
    help=_("NAME:PORT as people reach Pindos. Empty: that of PINDOS_URL when it is https."),
    section=HEALTH,
)
METRICS_FROM = option(
    "operations.metrics_from",
    Listed(most=20, of="networks"),
    default=[],
    label=_("Who may read the measures without a token"),
    help=_(
        "Networks, one a line, such as 10.1.2.3/32, from which /metrics is read. Without one, a"
        " token of an administrator is needed. The measures name no person."
    ),
    section=HEALTH,
)
