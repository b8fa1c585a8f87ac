"""Who is told that a backup or a drill failed: those who run the house, once a day."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pindos.kernel.events import on
from pindos.notices.terms import Kind, know
from pindos.operations.commands import tell_administrators
from pindos.operations.events import BackupFailed
from pindos.operations.models import Backup
from pindos.operations.terms import BACKUP_ALARM, BackupKind

know(Kind(BACKUP_ALARM, gettext_lazy("A backup failed or is late"), gettext_lazy("The machine")))


@on(BackupFailed, name="tell-of-failed-backup")
def tell_of_failed_backup(event: BackupFailed) -> None:
    """It is tried every hour; of the tries of a day the first one is told."""
    row = Backup.objects.get(pk=event.backup_id)
    tell_administrators(f"failed:{row.kind}", row, lambda: (_failed_words(row), row.error))


def _failed_words(row: Backup) -> str:
    if row.kind == BackupKind.DRILL:
        return _("The restore drill failed")
    return _("The backup of the instance failed")
