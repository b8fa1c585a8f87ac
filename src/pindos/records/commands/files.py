"""Files: taken in once, given to an entry, or held for the next try."""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from secrets import token_urlsafe
from typing import TYPE_CHECKING, BinaryIO, NamedTuple, cast

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pindos.kernel.access import Viewer
from pindos.kernel.errors import Invalid, Refused
from pindos.kernel.jobs import bring_forward
from pindos.kernel.later import later
from pindos.records import storage
from pindos.records.kinds import BROKEN, PICTURE_ENDINGS, ZIP, Kind, group_of, kind_of
from pindos.records.models import Attachment, Blob, Entry, HeldFile
from pindos.records.options import MEGABYTES, MOST_FILES, SCANNER, TAKEN
from pindos.records.queries import held_files, unused_blobs
from pindos.records.rules.names import clean_name, ending_of, fitting_name
from pindos.records.storage import Draft, draft
from pindos.records.terms import SCANS, Held, Scan

if TYPE_CHECKING:
    from pindos.records import pictures
else:
    pictures = later("pindos.records.pictures")  # with it the decoders

KEPT = timedelta(days=1)
NOT_HERE = _("Files of this kind are not taken here. These are: %(kinds)s.")


class Ready(NamedTuple):
    """A file that has been looked at, cleaned and written; only its row is missing."""

    draft: Draft
    content_type: str
    name: str


def make_ready(files: Iterable["UploadedFile[bytes] | Held"]) -> None:
    """Look at files, clean photos and write them to disk, before the transaction that needs them.

    It takes up to seconds, and SQLite has one writer: a door calls this first, then its command.
    Refuses (Invalid, field ``files``) what cannot be taken, each file with its reason.
    """
    reasons = [words for file in files if (words := _try(file))]
    if reasons:
        raise Invalid({"files": " ".join(reasons)})


def most_files() -> int:
    """How many files go with one entry."""
    return MOST_FILES.now()


def attach(entry: Entry, files: Sequence["UploadedFile[bytes] | Held"]) -> None:
    """Give files to an entry; what was held is held no longer."""
    if len(files) > MOST_FILES.now():
        words = _("At most %(most)s files can go with one entry. Send fewer.")
        raise Invalid({"files": words % {"most": MOST_FILES.now()}})
    make_ready(files)
    for file in files:
        if isinstance(file, Held):
            Attachment.objects.create(entry=entry, blob_id=file.blob_id, name=file.name)
            known = Blob.objects.filter(pk=file.blob_id, scan=Scan.INFECTED, removed_at=None)
            known.update(scan_due_at=timezone.now())
            HeldFile.objects.filter(key=file.key).delete()
        else:
            ready = _ready(file)
            Attachment.objects.create(entry=entry, blob=_blob_of(ready), name=ready.name)
    if files and SCANNER.now():
        bring_forward(SCANS)


def hold(viewer: Viewer, files: Iterable["UploadedFile[bytes]"]) -> list[Held]:
    """Keep the files of a form that failed for a day, for this account only.

    Refuses files that could not be attached either (Invalid, field ``files``).
    """
    if viewer.account_id is None:
        raise Refused(_("Sign in first: files are kept for an account."))
    found = list(files)
    make_ready(found)
    with transaction.atomic():
        keys = [_hold(viewer.account_id, _ready(file)) for file in found]
    return held_files(viewer, keys)


def held(viewer: Viewer, keys: Iterable[str]) -> list[Held]:
    """The files with these keys that are kept for the viewer, to be given to an entry."""
    return held_files(viewer, keys)


@transaction.atomic
def forget_held_files() -> int:
    """Let go of files that were held for a day; return how many."""
    return HeldFile.objects.filter(at__lt=timezone.now() - KEPT).delete()[0]


@transaction.atomic
def erase_files(*, record_ids: Iterable[int]) -> int:
    """Take all files out of records; return how many.

    Bytes that nothing else refers to are removed by the job that removes unused files.
    """
    return Attachment.objects.filter(entry__record__in=list(record_ids)).delete()[0]


def remove_unused_files() -> int:
    """Remove bytes that nobody has referred to for a day, and drafts; return how many.

    While a backup copies the files none is removed: it comes round again.
    """
    with storage.removing() as may:
        return _remove_unused() if may else 0


def _remove_unused() -> int:
    before = timezone.now() - KEPT
    done = sum(_remove(sha256) for sha256 in unused_blobs(before))
    for folder in storage.folders():
        names = [path.name for path in storage.settled_before(folder, before)]
        known = set(Blob.objects.filter(sha256__in=names).values_list("sha256", flat=True))
        done += sum(_remove(name) for name in names if name not in known)
    for path in storage.drafts_before(before):
        path.unlink(missing_ok=True)
        done += 1
    return done


def _try(file: "UploadedFile[bytes] | Held") -> str:
    """The words about a file that cannot be taken; empty when it can."""
    try:
        if not isinstance(file, Held):
            _ready(file)
    except Refused as refusal:
        return f"«{clean_name(file.name or '')}»: {refusal}"
    return ""


def _ready(file: "UploadedFile[bytes]") -> Ready:
    """The file made ready; once, however often it is asked for."""
    known: Ready | None = getattr(file, "ready", None)
    if known is None:
        known = _make_ready(file)
        file.ready = known  # type: ignore[attr-defined]
    return known


def _make_ready(file: "UploadedFile[bytes]") -> Ready:
    name = clean_name(file.name or "", otherwise=str(_("file")))
    if not file.size:
        raise Refused(_("The file is empty."))
    if file.size > MEGABYTES.now() * 1024**2:
        words = _("The file is larger than %(most)s MB. Send it in parts, or a smaller one.")
        raise Refused(words % {"most": MEGABYTES.now()})
    source = cast(BinaryIO, file)
    kind = kind_of(source)
    if group_of(kind) not in TAKEN.now():
        raise Refused(NOT_HERE % {"kinds": TAKEN.words(TAKEN.now())})
    if kind == ZIP and ending_of(name) in PICTURE_ENDINGS:
        raise Refused(_("It is called a picture but is an archive. Send the picture itself."))
    if kind.picture:
        kind, write = pictures.without_traces(source, kind)
        name = fitting_name(name, kind.endings, instead_of=PICTURE_ENDINGS)
        return Ready(draft(write), kind.content_type, name)
    return Ready(draft(lambda out: _copy(source, out)), kind.content_type, _named(name, kind))


def _named(name: str, kind: Kind) -> str:
    return fitting_name(name, kind.endings)


def _copy(source: BinaryIO, out: BinaryIO) -> None:
    source.seek(0)
    while piece := source.read(65_536):
        out.write(piece)


def _hold(account_id: int, ready: Ready) -> str:
    row = HeldFile.objects.create(
        key=token_urlsafe(24), account_id=account_id, blob=_blob_of(ready), name=ready.name
    )
    return row.key


def _blob_of(ready: Ready) -> Blob:
    """The row of the bytes, locked until the end of the transaction, and the bytes in place."""
    drafted = ready.draft
    blob, _is_new = Blob.objects.select_for_update().get_or_create(
        sha256=drafted.sha256,
        defaults={"size": drafted.size, "content_type": ready.content_type},
    )
    if not storage.settle(drafted):
        raise Invalid({"files": BROKEN})
    if blob.scan == Scan.INFECTED:  # known for that; scanned again, it is said where it hangs now
        blob.scan_due_at, blob.removed_at = timezone.now(), None
        blob.save(update_fields=["scan_due_at", "removed_at"])
    return blob


@transaction.atomic
def _remove(sha256: str) -> bool:
    """Remove bytes with their row locked (made for it, if need be): who sends the same waits."""
    rows = Blob.objects.select_for_update()
    row, _is_new = rows.get_or_create(sha256=sha256, defaults={"size": 0})
    try:
        row.delete()
    except ProtectedError:
        return False
    storage.remove(sha256)
    return True
