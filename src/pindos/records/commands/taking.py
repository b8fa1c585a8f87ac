"""Noting who was given which file: one row, before the bytes go."""

from django.db import transaction

from pindos.kernel.access import Viewer
from pindos.kernel.events import emit
from pindos.records.events import FileTaken
from pindos.records.models import Attachment
from pindos.records.options import SCANNER
from pindos.records.terms import Scan


@transaction.atomic
def note_file_taken(found: Attachment, *, by: Viewer) -> None:
    """Put on record that somebody was given a file that they may see."""
    record = found.entry.record
    scan = found.blob.scan
    said = FileTaken(
        attachment_id=found.pk,
        record_id=record.pk,
        number=record.number or "",
        scan="" if scan == Scan.CLEAN or not SCANNER.now() else scan,
    )
    emit(said, about=found, unit_id=None, by=by)
