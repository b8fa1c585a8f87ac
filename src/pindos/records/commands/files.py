"""Files: taken in once, given to an entry, or held for the next try."""

from collections.abc import Iterable, Sequence
from secrets import token_urlsafe

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from pindos.kernel.access import Viewer
from pindos.kernel.errors import Invalid, Refused
from pindos.records.models import Attachment, Blob, Entry, HeldFile
from pindos.records.queries import held_files
from pindos.records.storage import keep
from pindos.records.terms import Held

MOST_FILES = 10


def attach(entry: Entry, files: Sequence["UploadedFile[bytes] | Held"]) -> None:
    """Give files to an entry; what was held is held no longer."""
    if len(files) > MOST_FILES:
        raise Invalid({"files": _("At most 10 files can go with one entry. Send fewer.")})
    for file in files:
        if isinstance(file, Held):
            Attachment.objects.create(entry=entry, blob_id=file.blob_id, name=file.name)
            HeldFile.objects.filter(key=file.key).delete()
        else:
            Attachment.objects.create(entry=entry, blob=_take_in(file), name=file.name or "file")


@transaction.atomic
def hold(viewer: Viewer, files: Iterable["UploadedFile[bytes]"]) -> list[Held]:
    """Keep the files of a form that failed for a day, for this account only."""
    if viewer.account_id is None:
        raise Refused(_("Sign in first: files are kept for an account."))
    rows = [
        HeldFile.objects.create(
            key=token_urlsafe(24),
            account_id=viewer.account_id,
            blob=_take_in(file),
            name=file.name or "file",
        )
        for file in files
    ]
    return held_files(viewer, [row.key for row in rows])


def held(viewer: Viewer, keys: Iterable[str]) -> list[Held]:
    """The files with these keys that are kept for the viewer, to be given to an entry."""
    return held_files(viewer, keys)


def _take_in(file: "UploadedFile[bytes]") -> Blob:
    sha256, size = keep(file.chunks())
    blob, _is_new = Blob.objects.get_or_create(
        sha256=sha256, defaults={"size": size, "content_type": "application/octet-stream"}
    )
    return blob
