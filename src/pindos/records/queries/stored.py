"""Reading where the bytes of files stand."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from django.db.models import Exists, OuterRef, QuerySet

from pindos.records.models import Attachment, Blob, HeldFile
from pindos.records.options import SCANNER
from pindos.records.storage import path_of
from pindos.records.terms import Scan


class OpenFile(NamedTuple):
    """A file that those may read who read the entry; ``size`` in bytes.

    ``is_fit``: it may be given out. ``is_awaited``: the scanner has not looked at it yet.
    """

    name: str
    content_type: str
    size: int
    path: Path
    is_fit: bool
    is_awaited: bool


class SentFile(NamedTuple):
    """A file that somebody sent, and where its bytes stand."""

    id: int
    name: str
    path: Path


def files_sent_by(person_id: int) -> Iterator[SentFile]:
    """The files that went with what a person wrote themself, oldest first; none with a virus."""
    rows = Attachment.objects.filter(entry__author_id=person_id).order_by("id")
    rows = rows.exclude(blob__scan=Scan.INFECTED)
    for pk, name, sha256 in rows.values_list("pk", "name", "blob__sha256").iterator():
        yield SentFile(pk, name, path_of(sha256))


def open_files(entry_id: int) -> list[OpenFile]:
    """The files of an entry that is not internal, in their order; none with a virus.

    Where files are scanned only a clean one is fit to be sent away: whoever gets it cannot be
    asked whether they want it all the same.
    """
    rows = Attachment.objects.filter(entry=entry_id, entry__is_internal=False).order_by("id")
    rows = rows.exclude(blob__scan=Scan.INFECTED).select_related("blob")
    is_scanned = bool(SCANNER.now())
    return [
        OpenFile(
            name=row.name,
            content_type=row.blob.content_type,
            size=row.blob.size,
            path=path_of(row.blob.sha256),
            is_fit=not is_scanned or row.blob.scan == Scan.CLEAN,
            is_awaited=is_scanned and row.blob.scan == Scan.PENDING,
        )
        for row in rows
    ]


def stored_files() -> Iterator[tuple[str, Path]]:
    """Every file that is attached or held: its SHA-256, and where its bytes should stand."""
    there = Blob.objects.filter(removed_at=None).order_by("pk")
    for sha256 in there.values_list("sha256", flat=True).iterator():
        yield sha256, path_of(sha256)


def unused_blobs(before: datetime) -> QuerySet[Blob, str]:
    """The hashes of bytes from before a moment to which no attachment and no held file refers."""
    attached = Attachment.objects.filter(blob=OuterRef("pk"))
    kept = HeldFile.objects.filter(blob=OuterRef("pk"))
    unused = Blob.objects.filter(~Exists(attached), ~Exists(kept), created_at__lt=before)
    return unused.values_list("sha256", flat=True)
