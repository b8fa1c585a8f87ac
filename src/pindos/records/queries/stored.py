"""Reading where the bytes of files stand."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from django.db.models import Exists, OuterRef, QuerySet

from pindos.records.models import Attachment, Blob, HeldFile
from pindos.records.storage import path_of
from pindos.records.terms import Scan


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
