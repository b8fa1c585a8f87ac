"""Words about backups and drills: their events and columns, and how long one took."""

from datetime import timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from pindos.operations.models import Backup
from pindos.shell.moments import span_of

BACKUPS: dict[str, str | Promise] = {
    "operations.BackupAsked": _("Backup or drill asked for"),
    "operations.BackupFailed": _("Backup or drill failed"),
    "operations.BackupMade": _("Backup or drill made"),
    "operations.InstanceRestored": _("All of it brought back from a backup"),
}

SHORT = timedelta(minutes=2)


def length_words(row: Backup) -> str:
    """How long it took: in seconds while it is short; empty when it has not ended."""
    if row.started_at is None or row.ended_at is None:
        return ""
    length = row.ended_at - row.started_at
    if length < SHORT:
        words = pgettext("length of time", "%(seconds)d s")
        return words % {"seconds": max(1, round(length.total_seconds()))}
    return span_of(length)
