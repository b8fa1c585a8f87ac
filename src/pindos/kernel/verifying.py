"""Checking the chain: every event, every change, every link, in one pass and little memory.

What it can find alone: values or columns edited, events or changes added, removed or moved
inside the chain. What only a checkpoint kept elsewhere can show: that the tail was cut off, or
that all was sealed anew after an edit. Events that are not sealed yet are not protected.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from django.db.models import Max, TextChoices
from django.utils.translation import gettext_lazy as _

from pindos.kernel.digests import GENESIS, is_intact, link
from pindos.kernel.models import Event

BATCH = 2000
NEAR = 200  # how far around a place a moved event is looked for


class Break(TextChoices):
    """What can be wrong with a place in the chain."""

    CONTENT = "content", _("what the event said was edited")
    CHANGE = "change", _("a value before or after was edited")
    ADDED = "added", _("a change was added to the event")
    MISSING = "missing", _("an event is missing")
    ORDER = "order", _("events stand in another order")
    HASH = "hash", _("the event was edited, or a change was removed from it")
    TRUNCATED = "truncated", _("the newest events were removed since the checkpoint")
    REWRITTEN = "rewritten", _("the chain was written anew since the checkpoint")


class Finding(NamedTuple):
    """The first broken place: where, what stands there, and what is wrong with it."""

    seq: int
    kind: Break
    name: str = ""
    subject: str = ""
    detail: str = ""


class Mark(NamedTuple):
    """A place that the chain must pass through, known from elsewhere."""

    seq: int
    hash: str


class Verdict(NamedTuple):
    """How many events were checked, how many are not sealed yet, and what was found."""

    checked: int
    unsealed: int
    head: str
    finding: Finding | None

    @property
    def is_whole(self) -> bool:
        """Whether nothing was found."""
        return self.finding is None


def verify(mark: Mark | None = None, tell: Callable[[int], object] = lambda seq: None) -> Verdict:
    """Check the whole chain, and that it passes through the mark.

    ``tell`` is called with the number of events checked after every batch. It stops at the
    first broken place: behind it nothing can be said.
    """
    head, seq, finding = GENESIS, 0, None
    for event in _sealed_events():
        finding = _fault(head, seq + 1, event)
        if finding:
            break
        seq, head = seq + 1, event.hash or ""
        if mark and mark.seq == seq and mark.hash != head:
            finding = Finding(seq, Break.REWRITTEN, event.name, event.subject)
            break
        if seq % BATCH == 0:
            tell(seq)
    if finding is None and mark and mark.seq > seq:
        finding = Finding(seq + 1, Break.TRUNCATED, detail=f"{seq + 1}–{mark.seq}")
    unsealed = Event.objects.filter(seq__isnull=True).count()
    return Verdict(seq, unsealed, head, finding)


def sealed_until() -> int:
    """The newest number in the chain; 0 when nothing is sealed."""
    return Event.objects.aggregate(last=Max("seq"))["last"] or 0


def _sealed_events() -> Iterator[Event]:
    """All of them by seq, a batch at a time: no cursor stays open over a million rows."""
    last = None
    while True:
        rows = Event.objects.filter(seq__isnull=False).order_by("seq")
        if last is not None:
            rows = rows.filter(seq__gt=last)
        batch = list(rows.prefetch_related("changes")[:BATCH])
        yield from batch
        if len(batch) < BATCH:
            return
        last = batch[-1].seq


def _fault(head: str, seq: int, event: Event) -> Finding | None:
    """What is wrong with the event that stands at this place, if anything is."""
    if event.seq != seq:
        return Finding(seq, Break.MISSING, detail=f"{seq}–{(event.seq or 0) - 1}")
    if link(head, event) != event.hash:
        return _unlinked(head, event)
    if not is_intact(event):
        return Finding(seq, Break.CONTENT, event.name, event.subject)
    for change in event.changes.all():
        if not is_intact(change):
            return Finding(seq, Break.CHANGE, event.name, event.subject, change.field)
    return None


def _unlinked(head: str, event: Event) -> Finding:
    """Why an event does not follow from the one before."""
    seq = event.seq or 0
    for change in event.changes.all():
        if change.digest is None:
            return Finding(seq, Break.ADDED, event.name, event.subject, change.field)
    if other := _belongs_here(head, event):
        return Finding(seq, Break.ORDER, event.name, event.subject, str(other.seq))
    if not is_intact(event):
        return Finding(seq, Break.CONTENT, event.name, event.subject)
    return Finding(seq, Break.HASH, event.name, event.subject)


def _belongs_here(head: str, event: Event) -> Event | None:
    """The event near by that was sealed at this place, when it was moved and nothing else."""
    seq = event.seq or 0
    near = Event.objects.filter(seq__gt=seq, seq__lte=seq + NEAR).prefetch_related("changes")
    for other in near:
        place, other.seq = other.seq, seq
        is_it = link(head, other) in {other.hash, event.hash}
        other.seq = place
        if is_it:
            return other
    return None
