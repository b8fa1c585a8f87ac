"""Reading what the virus scanner said of files."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from pindos.kernel.access import Viewer
from pindos.kernel.errors import NotFound
from pindos.kernel.harm import finds_harm
from pindos.organisation.queries import administration_held
from pindos.organisation.terms import Role
from pindos.records.models import Attachment, Blob
from pindos.records.options import SCANNER
from pindos.records.terms import Scan

MOST_NAMED = 50  # places of one file that are named


class Mark(NamedTuple):
    """What a page says beside a file, how grave it is (a state's class), and its icon."""

    scan: str
    words: str
    mood: str
    icon: str


def to_scan(now: datetime) -> QuerySet[Blob]:
    """What is to be scanned now: the newest of those never scanned, then others that are due."""
    due = Q(scan_due_at__lte=now) | Q(scan_due_at__isnull=True, scan=Scan.PENDING)
    # in the alphabet "pending" stands behind all others
    return Blob.objects.filter(due, removed_at=None).order_by("-scan", "-pk")


def keeps_files(viewer: Viewer) -> bool:
    """Whether the viewer is shown files that are not clean: who keeps the administration."""
    return administration_held(viewer, Role.ADMINISTRATOR) is not None


def blobs_kept_by(viewer: Viewer) -> QuerySet[Blob]:
    """All files, for who keeps the whole administration; else NotFound."""
    if not keeps_files(viewer):
        raise NotFound
    return Blob.objects.all()


def unclean_files(viewer: Viewer) -> QuerySet[Blob]:
    """Files that are infected, could not be scanned, or were released all the same."""
    found = Q(scan__in=(Scan.INFECTED, Scan.ERROR)) | ~Q(released_why="")
    return blobs_kept_by(viewer).filter(found)


def unclean_places(viewer: Viewer) -> QuerySet[Attachment]:
    """The same files, a row for each place where one hangs."""
    return Attachment.objects.filter(blob__in=unclean_files(viewer).values("pk"))


def unclean_file(viewer: Viewer, blob_id: int) -> Blob:
    """One of them; NotFound otherwise."""
    found = unclean_files(viewer).filter(pk=blob_id).first() if blob_id < 2**63 else None
    if found is None:
        raise NotFound
    return found


def places_of(blob: Blob) -> list[Attachment]:
    """Where a file hangs, newest first: each with its entry and record."""
    found = Attachment.objects.filter(blob=blob).select_related("entry__record")
    return list(found.order_by("-pk")[:MOST_NAMED])


def scans() -> tuple[dict[str, int], datetime | None]:
    """How many files are in which state, and since when the oldest waits to be scanned."""
    rows = Blob.objects.order_by().values_list("scan").annotate(n=Count("id"))
    found = {**dict.fromkeys(Scan.values, 0), **dict(rows.values_list("scan", "n"))}
    oldest = Blob.objects.filter(scan=Scan.PENDING).order_by("created_at")
    return found, oldest.values_list("created_at", flat=True).first()


def mark_of(blob: Blob) -> Mark | None:
    """What a page says beside a file; nothing of a clean one, nor where nothing is scanned."""
    if blob.scan == Scan.INFECTED:
        return Mark(blob.scan, _("Virus – given to nobody"), "down", "down")
    if blob.scan == Scan.CLEAN or not SCANNER.now():
        return None
    if blob.scan == Scan.ERROR:
        return Mark(blob.scan, _("Could not be scanned"), "warn", "warn")
    return Mark(blob.scan, _("Being scanned…"), "idle", "clock")


@finds_harm
def finding_in(sha256s: Collection[str]) -> str:
    """The virus that was found in one of these files, wherever it came in; empty for none."""
    found = Blob.objects.filter(sha256__in=sha256s, scan=Scan.INFECTED)
    return found.values_list("scan_words", flat=True).first() or ""


def infected_words(facts: Mapping[str, Any]) -> str:
    """What was found in a file of a record (the step INFECTED), and what to do, as a sentence."""
    words = _(
        "The file «%(name)s» holds a virus (%(finding)s) and is given to nobody. Whoever sent it: "
        "send a clean one, and have the computer it came from looked at."
    )
    return words % {"name": facts.get("name", ""), "finding": facts.get("finding", "")}
