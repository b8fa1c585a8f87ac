"""What an instance that was brought back must know of itself."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pindos.kernel.events import emit
from pindos.operations.events import InstanceRestored
from pindos.operations.models import Backup, PersonExport
from pindos.operations.queries.person_exports import path_of_export
from pindos.operations.terms import BackupState, CopyState


@transaction.atomic
def note_restored(*, snapshot: str, taken_at: str, row_id: int) -> None:
    """Write down that all of this came from a backup; for the house alone, on the command line.

    The backup's own row was still running in the copy of itself and is done; what else waited or
    ran is not. Copies of somebody's data are not backed up, so none is left to fetch.
    """
    now = timezone.now()
    for each in Backup.objects.filter(state__in=[BackupState.ASKED, BackupState.RUNNING]):
        each.state, each.ended_at = BackupState.FAILED, now
        each.error = _("It was interrupted before its end.")
        if each.pk == row_id:
            each.state, each.error, each.snapshot = BackupState.DONE, "", snapshot
        each.save()
    for copy in PersonExport.objects.filter(state=CopyState.MADE):
        if not path_of_export(copy).exists():
            PersonExport.objects.filter(pk=copy.pk).update(state=CopyState.GONE, file="")
    about = Backup(pk=row_id)
    emit(InstanceRestored(snapshot=snapshot, taken_at=taken_at), about=about, unit_id=None)
