"""What is infected is given to nobody; an administrator may decide otherwise, and take it back."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pindos.kernel.access import Viewer
from pindos.kernel.errors import Forbidden, Invalid, NotFound, Refused
from pindos.kernel.events import emit
from pindos.kernel.jobs import bring_forward
from pindos.records import storage
from pindos.records.events import (
    FileReleased,
    FileRemoved,
    FileWithheld,
    FileWithheldAgain,
    ScanAsked,
)
from pindos.records.models import Attachment, Blob
from pindos.records.options import HELD_BACK, SCANNER, UNSCANNED
from pindos.records.queries import unclean_files
from pindos.records.terms import SCANS, Scan


class NotScanned(Refused):
    """Nobody knows whether a file holds a virus; whoever confirms that gets it all the same."""


def refuse_withheld(found: Attachment, *, by: Viewer, is_confirmed: bool = False) -> None:
    """Refuse a file that is infected, and one that was not scanned unless that is confirmed.

    That somebody asked for an infected one is on record. Without a scanner nothing is held back
    but what one has found before.
    """
    blob = found.blob
    if blob.scan == Scan.INFECTED:
        with transaction.atomic():
            said = FileWithheld(attachment_id=found.pk, finding=blob.scan_words)
            emit(said, about=found, unit_id=None, by=by)
        words = _(
            "This file holds a virus (%(name)s) and is given to nobody. Ask whoever sent it for a "
            "clean one."
        )
        raise Forbidden(words % {"name": blob.scan_words})
    if blob.scan == Scan.CLEAN or not SCANNER.now():
        return
    if blob.scan == Scan.PENDING and UNSCANNED.now() == HELD_BACK:
        raise Refused(_("This file has not been scanned for viruses yet. Try in a few minutes."))
    if not is_confirmed:
        raise NotScanned(
            _("This file could not be scanned for viruses.")
            if blob.scan == Scan.ERROR
            else _("This file has not been scanned for viruses yet.")
        )


@transaction.atomic
def rescan_file(*, viewer: Viewer, blob_id: int) -> None:
    """Have a file scanned once more, by newer signatures; until then it stays as it is."""
    blob = _locked(viewer, blob_id)
    if blob.removed_at:
        raise Refused(_("The bytes of this file were deleted."))
    blob.scan_due_at, blob.scan_tries = timezone.now(), 0
    blob.save()
    bring_forward(SCANS)
    emit(ScanAsked(blob_id=blob.pk, sha256=blob.sha256), about=blob, unit_id=None, by=viewer)


@transaction.atomic
def release_file(*, viewer: Viewer, blob_id: int, reason: str) -> None:
    """Give an infected file out again: the scanner was wrong, and why is on record.

    It holds for this finding: when the scanner finds something else in it, it is withheld again.
    """
    blob = _locked(viewer, blob_id)
    if not reason.strip():
        raise Invalid({"reason": _("Say how you know that it is a false alarm.")})
    if blob.scan != Scan.INFECTED or blob.removed_at:
        raise Refused(_("Only a file that is withheld can be released."))
    changes = {"scan": (blob.scan, str(Scan.CLEAN)), "released_why": ("", reason.strip())}
    blob.scan, blob.released_why = Scan.CLEAN, reason.strip()
    blob.save()
    said = FileReleased(blob_id=blob.pk, sha256=blob.sha256, finding=blob.scan_words)
    emit(said, about=blob, unit_id=None, by=viewer, changes=changes)


@transaction.atomic
def withhold_file(*, viewer: Viewer, blob_id: int) -> None:
    """Take a release back: the file is given to nobody, as the scanner had it."""
    blob = _locked(viewer, blob_id)
    if not blob.released_why:
        raise Refused(_("This file was not released."))
    changes = {
        "scan": (blob.scan, str(Scan.INFECTED)),
        "released_why": (blob.released_why, ""),
    }
    blob.scan, blob.released_why = Scan.INFECTED, ""
    blob.save()
    said = FileWithheldAgain(blob_id=blob.pk, sha256=blob.sha256)
    emit(said, about=blob, unit_id=None, by=viewer, changes=changes)


def remove_file(*, viewer: Viewer, blob_id: int) -> None:
    """Delete the bytes of an infected file for good; that it came, and what it was, stays."""
    with storage.removing() as may:
        if not may:
            raise Refused(_("A backup copies the files at this moment. Try in a few minutes."))
        _remove(viewer, blob_id)


@transaction.atomic
def _remove(viewer: Viewer, blob_id: int) -> None:
    blob = _locked(viewer, blob_id)
    if blob.scan != Scan.INFECTED or blob.removed_at:
        raise Refused(_("Only a file that is withheld can be deleted."))
    blob.removed_at, blob.scan_due_at = timezone.now(), None
    blob.save()
    said = FileRemoved(blob_id=blob.pk, sha256=blob.sha256, finding=blob.scan_words)
    emit(said, about=blob, unit_id=None, by=viewer)
    storage.remove(blob.sha256)  # with its row locked: who sends the same waits


def _locked(viewer: Viewer, blob_id: int) -> Blob:
    found = unclean_files(viewer).select_for_update(of=("self",)).filter(pk=blob_id).first()
    if found is None:
        raise NotFound
    return found
