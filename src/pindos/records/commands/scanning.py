"""Files are asked about at the virus scanner, one after another, apart from whoever sent them."""

import logging
import time
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from pindos.kernel.access import Viewer
from pindos.kernel.events import emit
from pindos.records.commands.entries import add_entry
from pindos.records.events import FileCleared, FileFoundInfected
from pindos.records.models import Attachment, Blob, Entry
from pindos.records.options import SCANNER
from pindos.records.queries import blobs_kept_by, to_scan
from pindos.records.scanning import Away, BrokenOff, Verdict, verdict_on
from pindos.records.storage import path_of
from pindos.records.terms import INFECTED, NO_ONE, EntryKind, Scan

ROUND = 600.0  # seconds after which a round ends; the next goes on where it stopped
BATCH = 50  # files after which one looks whether newer ones have come
AGAIN = timedelta(minutes=1)  # after the first try that broke off; doubled each time
TIMES = 5  # tries that break off, or fail otherwise, after which a person has to decide
MISSING = "its bytes are missing"

logger = logging.getLogger(__name__)


def scan_files() -> int:
    """Ask about files that wait for it, new ones before old ones; return how many were answered.

    Without a scanner nothing is done. While none answers all wait as they are, for as long as it
    takes; a file at which it breaks off again and again holds up no other.
    """
    address = SCANNER.now()
    if not address:
        return 0
    done, until = 0, time.monotonic() + ROUND
    while time.monotonic() < until and (batch := list(to_scan(timezone.now())[:BATCH])):
        for blob in batch:
            try:
                verdict = _verdict(address, blob)
            except Away as error:
                logger.warning("The virus scanner at %s does not answer: %s", address, error)
                return done
            except BrokenOff as error:
                _try_later(blob.pk, str(error))
            else:
                _keep(blob.pk, verdict)
                done += 1
    return done


def scan_again(*, viewer: Viewer, before: datetime, most: int) -> int:
    """Have files that were last scanned before a moment scanned again; return how many.

    Each stays as it is until it is answered; what is asked for are rows, so nothing is forgotten
    when the machine stops. Called again it goes on with those that are left.
    """
    now = timezone.now()
    old = blobs_kept_by(viewer).filter(scanned_at__lt=before, scan_due_at=None, removed_at=None)
    found = list(old.order_by("scanned_at").values_list("pk", flat=True)[:most])
    return Blob.objects.filter(pk__in=found).update(scan_due_at=now, scan_tries=0)


def _verdict(address: str, blob: Blob) -> Verdict:
    try:
        file = path_of(blob.sha256).open("rb")
    except FileNotFoundError:
        return Verdict(Scan.ERROR, MISSING)
    with file:
        return verdict_on(address, file)


@transaction.atomic
def _try_later(blob_id: int, why: str) -> None:
    """It broke off at this file: once more after a while, and after some times never by itself."""
    blob = Blob.objects.select_for_update().filter(pk=blob_id).first()
    if blob is None:
        return
    blob.scan_tries += 1
    blob.scan_due_at = timezone.now() + AGAIN * 2 ** (blob.scan_tries - 1)
    if blob.scan_tries >= TIMES:
        blob.scan_due_at, blob.scan_tries = None, 0
        _could_not(blob, why[:200])
    blob.save()


@transaction.atomic
def _keep(blob_id: int, verdict: Verdict) -> None:
    blob = Blob.objects.select_for_update().filter(pk=blob_id).first()
    if blob is None:
        return
    before, now = blob.scan, timezone.now()
    blob.scan_tries += 1
    if verdict.is_final or verdict.words == MISSING or blob.scan_tries >= TIMES:
        blob.scan_due_at, blob.scan_tries = None, 0
    else:
        blob.scan_due_at = now + AGAIN * 2 ** (blob.scan_tries - 1)
    if verdict.scan == Scan.ERROR:
        _could_not(blob, verdict.words)
    elif not (blob.released_why and verdict == (Scan.INFECTED, blob.scan_words)):
        blob.scan, blob.scan_words, blob.released_why = *verdict, ""
    blob.scanned_at = now
    blob.save()
    if blob.scan == Scan.INFECTED:
        _tell(blob, is_news=before != Scan.INFECTED)
    elif before == Scan.INFECTED:
        emit(
            FileCleared(blob_id=blob.pk, sha256=blob.sha256),
            about=blob,
            unit_id=None,
            changes={"scan": (before, blob.scan)},
        )


def _could_not(blob: Blob, why: str) -> None:
    """What is known of a file stays; one of which nothing is known could not be scanned."""
    if blob.scan in {Scan.PENDING, Scan.ERROR}:
        blob.scan, blob.scan_words = Scan.ERROR, why
        blob.scanned_at = timezone.now()


def _tell(blob: Blob, *, is_news: bool) -> None:
    """Say it on the audit trail, and where the file hangs: to all who may read that it came."""
    if is_news:
        emit(
            FileFoundInfected(blob_id=blob.pk, sha256=blob.sha256, finding=blob.scan_words),
            about=blob,
            unit_id=None,
        )
    hanging = list(Attachment.objects.filter(blob=blob).select_related("entry"))
    records = [each.entry.record_id for each in hanging]
    said = Entry.objects.filter(record__in=records, kind=EntryKind.STEP, step=INFECTED)
    told = {facts.get("file") for facts in said.values_list("facts", flat=True)}
    for each in hanging:
        if each.pk not in told:
            add_entry(
                record_id=each.entry.record_id,
                kind=EntryKind.STEP,
                author=NO_ONE,
                is_internal=each.entry.is_internal,
                step=INFECTED,
                facts={"file": each.pk, "name": each.name, "finding": blob.scan_words},
            )
