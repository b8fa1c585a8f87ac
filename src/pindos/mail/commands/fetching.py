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
LONGEST_PAUSE = 240.0  # seconds between two tries of a mailbox that cannot be read
OVERLAP = timedelta(days=2)  # read again when a server has numbered its messages anew


def fetch_all(spell: float = 0.0) -> int:
    """Read all mailboxes that are on; then, for ``spell`` seconds, whatever comes meanwhile.

    Returns how many messages were taken in. A mailbox that cannot be read says why on its row and
    holds up no other. Of a demonstration nothing is read.
    """
    if is_demonstration():
        return 0
    until = time.monotonic() + spell
    watch = Watch()
    taken = 0
    try:
        while watch.follow():
            taken += watch.look()
            left = until - time.monotonic()
            if left <= 0:
                break
            watch.rest(min(TURN, left))
    finally:
        watch.close()
    return taken


class Watch:
    """The mailboxes that are held open.

    What an administrator changes meanwhile holds from the next turn on. One that cannot be read is
    tried again ever more seldom: a server that turns a password away locks whoever repeats it.
    """

    def __init__(self) -> None:
        self.boxes: dict[int, Box] = {}
        self.failed: dict[int, tuple[int, float]] = {}  # at which version, and when to try again

    def follow(self) -> bool:
        """Open what is on and close what is not; whether any is on."""
        rows = {row.pk: row for row in Mailbox.objects.filter(is_on=True).order_by("looked_at")}
        for pk, box in list(self.boxes.items()):
            if pk not in rows or rows[pk].version != box.row.version:
                self.boxes.pop(pk).close()
        for pk, row in rows.items():
            version, again = self.failed.get(pk, (None, 0.0))
            if pk not in self.boxes and (version != row.version or time.monotonic() >= again):
                self._open(row)
        return bool(rows)

    def _open(self, row: Mailbox) -> None:
        try:
            self.boxes[row.pk] = open_box(row)
        except (*LOST, Refused) as error:
            self._fail(row, in_words(error, row))
        except Exception as error:  # noqa: BLE001  it is noted on the mailbox and in the log
            self._fail(row, _unforeseen(row, error))

    def look(self) -> int:
        """Take in what each has; how many were new."""
        return sum(self._look(box) for box in list(self.boxes.values()))

    def _look(self, box: Box) -> int:
        try:
            taken = read_box(box)
        except (*LOST, Refused) as error:
            self._fail(box.row, in_words(error, box.row))
        except Exception as error:  # noqa: BLE001  it is noted on the mailbox and in the log
            self._fail(box.row, _unforeseen(box.row, error))
        else:
            _note(box.row, "")
            return taken
        return 0

    def _fail(self, row: Mailbox, trouble: str) -> None:
        _note(row, trouble)
        since = row.trouble_since or timezone.now()
        pause = min(max((timezone.now() - since).total_seconds(), TURN), LONGEST_PAUSE)
        self.failed[row.pk] = (row.version, time.monotonic() + pause)
        if box := self.boxes.pop(row.pk, None):
            box.close()

    def rest(self, seconds: float) -> None:
        """Wait until one of the mailboxes says something, at most so long."""
        for box in list(self.boxes.values()):
            try:
                box.rest()
            except LOST as error:
                self._fail(box.row, in_words(error, box.row))
        sockets = [box.client.socket() for box in self.boxes.values() if box.is_idle]
        with suppress(OSError, ValueError):
            select.select(sockets, [], [], max(0.0, seconds))

    def close(self) -> None:
        """Hang up."""
        for box in self.boxes.values():
            box.close()


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


def _unforeseen(row: Mailbox, error: Exception) -> str:
    """What no rule foresaw holds up no other mailbox; it stands on its row and in the log."""
    logger.exception("mailbox %s cannot be read", row.pk)
    return f"{type(error).__name__}: {error}"[:300]


def _note(row: Mailbox, trouble: str) -> None:
    """How the mailbox fares, without a version: nobody edits it."""
    now = timezone.now()
    said = {"trouble": trouble, "trouble_since": (row.trouble_since or now) if trouble else None}
    if not trouble:
        said["looked_at"] = now
    row.trouble_since = said["trouble_since"]
    Mailbox.objects.filter(pk=row.pk).update(**said)
