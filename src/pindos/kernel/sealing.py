"""Numbers for what happened, in the order of commit, and a chain that shows tampering.

Ids are handed out before commit and so appear out of order; seq is dense and only grows.
The chain holds salted digests, never values: a value and its salt can go, the chain stays.
It cannot show that its own tail was cut: keep the last hash elsewhere as well. Checking the
chain is in ``verifying``.
"""

from itertools import chain

from django.db import connection, transaction

from pindos.kernel.digests import GENESIS, digest_of, link, rows_of
from pindos.kernel.models import Event

BATCH = 2000
SEALER_LOCK = 7_001  # any number, as long as nothing else in the database locks it


def seal(limit: int = BATCH, *, by: str = "id") -> int:
    """Number and chain a batch of what has been committed; return how many.

    ``by="at"`` numbers by the moment what was written in another order (a made-up past).
    """
    with transaction.atomic():
        _wait_for_other_sealers()
        seq, head = _head()
        events = list(
            Event.objects.filter(seq=None).order_by(by, "id").prefetch_related("changes")[:limit]
        )
        for event in events:
            seq += 1
            event.seq = seq
            for row in rows_of(event):
                row.digest = digest_of(row)
            head = event.hash = link(head, event)
        _write(events)
    return len(events)


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
