"""Reading mailboxes: what is new is fetched, kept, and only then marked in the mailbox."""

import logging
import select
import time
from contextlib import suppress
from datetime import timedelta

from django.utils import timezone

from pindos.kernel.demonstration import is_demonstration
from pindos.kernel.errors import Refused
from pindos.mail.commands.permits import open_box
from pindos.mail.commands.taking import take_in, take_in_head
from pindos.mail.imap import LOST, Box, Item, in_words
from pindos.mail.models import Mailbox
from pindos.mail.terms import Source

logger = logging.getLogger(__name__)

TURN = 10.0  # seconds after which a resting mailbox is looked at whatever it says
OVERLAP = timedelta(days=2)  # read again when a server has numbered its messages anew


def fetch_all(spell: float = 0.0) -> int:
    """Read all mailboxes that are on; then, for ``spell`` seconds, whatever comes meanwhile.

    Returns how many messages were taken in. A mailbox that cannot be read says why on its row and
    holds up no other. Of a demonstration nothing is read.
    """
    if is_demonstration():
        return 0
    until = time.monotonic() + spell
    boxes: list[Box] = []
    taken = 0
    try:
        for row in Mailbox.objects.filter(is_on=True).order_by("looked_at", "pk"):
            if box := _open(row):
                boxes.append(box)
                taken += _look(box, boxes)
        while boxes and time.monotonic() < until:
            _rest(boxes, min(TURN, until - time.monotonic()))
            for box in list(boxes):
                taken += _look(box, boxes)
    finally:
        for box in boxes:
            box.close()
    return taken


def _open(row: Mailbox) -> Box | None:
    try:
        return open_box(row)
    except (*LOST, Refused) as error:
        _note(row, in_words(error))
    except Exception as error:  # noqa: BLE001  it is noted on the mailbox and in the log
        _note_unforeseen(row, error)
    return None


def _look(box: Box, boxes: list[Box]) -> int:
    try:
        taken = read_box(box)
    except (*LOST, Refused) as error:
        _note(box.row, in_words(error))
    except Exception as error:  # noqa: BLE001  it is noted on the mailbox and in the log
        _note_unforeseen(box.row, error)
    else:
        _note(box.row, "")
        return taken
    boxes.remove(box)
    box.close()
    return 0


def read_box(box: Box) -> int:
    """Take in what a mailbox has that is not here yet; return how many were new."""
    if box.is_idle:
        box.wake()
    row = box.row
    row.refresh_from_db(fields=["uid_validity", "last_uid"])
    return sum(_take(box, few) for few in box.items(_unread(box)))


def _take(box: Box, items: list[Item]) -> int:
    """Take a few in, then put away as many of them as are kept; how many were new."""
    new, kept = 0, []
    try:
        for item in items:
            if item.is_too_large:
                taken = take_in_head(item.raw, item.size, mailbox=box.row, uid=item.uid)
            else:
                taken = take_in(item.raw, source=Source.IMAP, mailbox=box.row, uid=item.uid)
            new += taken.is_new
            kept.append(item.uid)
    finally:
        box.put_away(kept)
    return new


def _unread(box: Box) -> list[int]:
    """Which messages are to be fetched.

    A mailbox that is looked at for the first time is read from now on: what lies there was dealt
    with before. When its server has numbered anew, all of the last days is read again; what was
    taken in before is known.
    """
    row = box.row
    if row.uid_validity == box.uid_validity:
        return box.after(row.last_uid)
    is_first = row.uid_validity is None
    since = timezone.localdate((row.arrived_at or timezone.now()) - OVERLAP)
    uids = [] if is_first else box.since(since)
    row.uid_validity, row.last_uid = box.uid_validity, box.newest_uid if is_first else 0
    Mailbox.objects.filter(pk=row.pk).update(uid_validity=row.uid_validity, last_uid=row.last_uid)
    return uids


def _rest(boxes: list[Box], seconds: float) -> None:
    """Wait until one of the mailboxes says something, at most so long."""
    for box in list(boxes):
        try:
            box.rest()
        except LOST as error:
            _note(box.row, in_words(error))
            boxes.remove(box)
            box.close()
    sockets = [box.client.socket() for box in boxes if box.is_idle]
    with suppress(OSError, ValueError):
        select.select(sockets, [], [], max(0.0, seconds))


def _note_unforeseen(row: Mailbox, error: Exception) -> None:
    """What no rule foresaw holds up no other mailbox; it stands on its row and in the log."""
    logger.exception("mailbox %s cannot be read", row.pk)
    _note(row, f"{type(error).__name__}: {error}"[:300])


def _note(row: Mailbox, trouble: str) -> None:
    """How the mailbox fares, without a version: nobody edits it."""
    now = timezone.now()
    said = {"trouble": trouble, "trouble_since": (row.trouble_since or now) if trouble else None}
    if not trouble:
        said["looked_at"] = now
    row.trouble_since = said["trouble_since"]
    Mailbox.objects.filter(pk=row.pk).update(**said)
