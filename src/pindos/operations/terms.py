"""Words of operations."""

from datetime import date
from typing import NamedTuple

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Asked(NamedTuple):
    """What somebody wants to see of the audit trail; what is empty does not narrow it.

    ``person`` is a name, user name, key or e-mail; ``subject`` a ticket's number or a kind and id
    (``servicedesk.ticket:7``); ``unit`` a key; ``kind`` an event's name or a context's;
    ``filter`` is what the list itself is asked.
    """

    person: str = ""
    subject: str = ""
    unit: str = ""
    kind: str = ""
    since: date | None = None
    until: date | None = None
    filter: str = ""

    def filters(self) -> dict[str, str]:
        """What narrows it, as it can be written down."""
        return {name: str(value) for name, value in self._asdict().items() if value}


class CopyState(TextChoices):
    """How far the copy of somebody's data has got."""

    ASKED = "asked", _("Being made")
    MADE = "made", _("Ready")
    FAILED = "failed", _("Not made")
    GONE = "gone", _("No longer kept")


class What(TextChoices):
    """What a rule of retention erases."""

    FILES = "files", pgettext_lazy("of a rule", "The files")
    TEXTS = "texts", pgettext_lazy("of a rule", "All that is written, and the files")


class Exempt(TextChoices):
    """Why a file that is due is left as it is for now."""

    HELD = "held", pgettext_lazy("of a file", "Exempt")
    WAITING = "waiting", _("Something of it is still to be delivered")


CERTIFICATE, TIME = "certificate", "time"  # what is measured outside
BACKUP_ALARM = "backup-alarm"  # the kind of notice


class BackupKind(TextChoices):
    """What was done: a backup made, or one brought back to see that it can be."""

    BACKUP = "backup", pgettext_lazy("kind", "Backup")
    DRILL = "drill", pgettext_lazy("kind", "Restore drill")


class BackupState(TextChoices):
    """How far a backup or a drill has got."""

    ASKED = "asked", pgettext_lazy("of a backup", "Waiting for its turn")
    RUNNING = "running", pgettext_lazy("of a backup", "Running")
    DONE = "done", pgettext_lazy("of a backup", "Done")
    FAILED = "failed", pgettext_lazy("of a backup", "Failed")
