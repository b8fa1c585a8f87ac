"""Numbers for what happened, in the order of commit, and a chain that shows tampering.

Ids are handed out before commit and so appear out of order; seq is dense and only grows.
The chain holds salted digests, never values: a value and its salt can go, the chain stays.
It cannot show that its own tail was cut: keep the last hash elsewhere as well.
"""

import hashlib
import hmac
import json
from datetime import UTC
from itertools import chain

from django.db import connection, transaction

from pindos.kernel.models import Change, Event

BATCH = 2000
GENESIS = "0" * 64
SEALER_LOCK = 7_001  # any number, as long as nothing else in the database locks it


def seal(limit: int = BATCH) -> int:
    """Number and chain a batch of what has been committed; return how many."""
    with transaction.atomic():
        _wait_for_other_sealers()
        seq, head = _head()
        events = list(
            Event.objects.filter(seq=None).order_by("id").prefetch_related("changes")[:limit]
        )
        for event in events:
            seq += 1
            event.seq = seq
            for row in _rows(event):
                row.digest = _digest(row)
            head = event.hash = _link(head, event)
        _write(events)
    return len(events)


def verify() -> int | None:
    """The first seq at which the chain is broken, or None."""
    head = GENESIS
    sealed = Event.objects.filter(seq__isnull=False).order_by("seq").prefetch_related("changes")
    for seq, event in enumerate(sealed.iterator(chunk_size=BATCH), start=1):
        head = _link(head, event)
        is_linked = (event.seq, event.hash) == (seq, head)
        if not (is_linked and all(map(_is_intact, _rows(event)))):
            return seq
    return None


@transaction.atomic
def erase(event: Event) -> None:
    """Forget what an event said and what it changed; that it happened stays in the chain."""
    row = Event.objects.select_for_update().get(pk=event.pk)
    if row.seq is None:
        raise RuntimeError("seal() before erase(): the chain needs the digest")
    Event.objects.filter(pk=row.pk).update(payload=None, address=None, salt=None)
    row.changes.update(before=None, after=None, salt=None)


def _wait_for_other_sealers() -> None:
    """One sealer at a time; on SQLite the transaction already holds the write lock."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [SEALER_LOCK])


def _head() -> tuple[int, str]:
    last = Event.objects.filter(seq__isnull=False).order_by("-seq").first()
    return (last.seq or 0, last.hash or GENESIS) if last else (0, GENESIS)


def _write(events: list[Event]) -> None:
    changes = chain.from_iterable(event.changes.all() for event in events)
    with connection.cursor() as cursor:
        cursor.executemany(
            "UPDATE kernel_event SET seq = %s, digest = %s, hash = %s WHERE id = %s",
            [(event.seq, event.digest, event.hash, event.pk) for event in events],
        )
        cursor.executemany(
            "UPDATE kernel_change SET digest = %s WHERE id = %s",
            [(change.digest, change.pk) for change in changes],
        )


def _link(head: str, event: Event) -> str:
    """The hash of the link before, and all of this one except what may be erased."""
    changes = sorted((change.field, change.digest) for change in event.changes.all())
    envelope = [event.seq, event.pk, event.name, event.subject, event.audience]
    units = [event.unit_id, event.other_unit_id]
    doing = [event.actor_id, event.capacity, event.door, event.at.astimezone(UTC).isoformat()]
    return hashlib.sha256(
        _canonical([head, envelope, units, doing, event.digest, changes])
    ).hexdigest()


def _rows(event: Event) -> list[Event | Change]:
    return [event, *event.changes.all()]


def _is_intact(row: Event | Change) -> bool:
    """Whether the value is the one that was sealed, or is gone together with its salt."""
    if row.salt is None:
        return all(value is None for value in _said(row))
    return row.digest == _digest(row)


def _said(row: Event | Change) -> list[object]:
    """What may be erased."""
    if isinstance(row, Event):
        return [row.payload, row.address]
    return [row.before, row.after]


def _digest(row: Event | Change) -> str:
    return hmac.new((row.salt or "").encode(), _canonical(_said(row)), hashlib.sha256).hexdigest()


def _canonical(value: object) -> bytes:
    return json.dumps(value, sort_keys=True, ensure_ascii=False).encode()
