"""Whom people ask about their data, how long copies wait, and when the machine room is warned."""

from django.utils.translation import gettext_lazy as _

from pindos.kernel.kinds import Flag, Line, Listed, Number, Said
from pindos.kernel.options import KEEPING, Section, option
from pindos.operations.repository import Repository

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

BACKUP = Section(
    "backup",
    _("Backups"),
    _("Where backups of the instance are kept, when they are made, and for how long."),
    66,
)
REPOSITORY = option(
    "operations.backup_repository",
    Repository(),
    default="",
    label=_("Repository"),
    help=_(
        "A folder on another disk, or sftp:user@host:/folder, s3:https://host/bucket, "
        "rest:https://host/. Empty: no backups are made."
    ),
    section=BACKUP,
)
BACKUP_HOUR = option(
    "operations.backup_hour",
    Number(0, 23),
    default=2,
    label=_("Hour of the day"),
    help=_("From this hour on the backup of the day is made; one that failed is tried hourly."),
    section=BACKUP,
)
KEEP_DAILY = option(
    "operations.backup_keep_daily",
    Number(1, 400, _("days")),
    default=7,
    label=_("Daily backups"),
    help=_("For so many days the last backup of the day is kept."),
    section=BACKUP,
)
KEEP_WEEKLY = option(
    "operations.backup_keep_weekly",
    Number(0, 260, _("weeks")),
    default=5,
    label=_("Weekly backups"),
    help=_("For so many weeks the last backup of the week is kept."),
    section=BACKUP,
)
KEEP_MONTHLY = option(
    "operations.backup_keep_monthly",
    Number(0, 240, _("months")),
    default=12,
    label=_("Monthly backups"),
    help=_("For so many months the last backup of the month is kept."),
    section=BACKUP,
)
BACKUP_LATE = option(
    "operations.backup_late_hours",
    Number(2, 720, _("hours")),
    default=30,
    label=_("Late after"),
    help=_("When the last good backup is older, the administrators are told, once a day."),
    section=BACKUP,
)
DRILL_DAYS = option(
    "operations.backup_drill_days",
    Number(0, 90, _("days")),
    default=7,
    label=_("Restore drill every"),
    help=_("The newest backup is brought back to a scratch folder and counted. 0: never."),
    section=BACKUP,
)
BACKUP_LINE = option(
    "operations.backup_line",
    Number(0, 10_000_000, "KiB/s"),
    default=0,
    label=_("Most of the line"),
    help=_("A backup sends no more than this, so that others can work meanwhile. 0: no limit."),
    section=BACKUP,
)
PASSWORD_KEPT = option(
    "operations.backup_password_kept",
    Flag(),
    default=False,
    label=_("The password is kept elsewhere too"),
    help=_(
        "Without the file keys/backup-password nobody can open a backup. Say yes when a copy of "
        "it lies in a safe place outside this machine."
    ),
    section=BACKUP,
)
