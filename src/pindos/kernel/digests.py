"""What the chain of events is made of: salted digests of values, and links over them."""

import hashlib
import hmac
import json
from datetime import UTC

from pindos.kernel.models import Change, Event

GENESIS = "0" * 64


def link(head: str, event: Event) -> str:
    """The hash of the link before, and all of this one except what may be erased."""
    changes = sorted((change.field, change.digest) for change in event.changes.all())
    envelope = [event.seq, event.pk, event.name, event.subject, event.audience]
    units = [event.unit_id, event.other_unit_id]
    doing = [event.actor_id, event.capacity, event.door, event.at.astimezone(UTC).isoformat()]
    return hashlib.sha256(
        _canonical([head, envelope, units, doing, event.digest, changes])
    ).hexdigest()


def rows_of(event: Event) -> list[Event | Change]:
    """An event and its changes: each has values, a salt and a digest of its own."""
    return [event, *event.changes.all()]


def is_intact(row: Event | Change) -> bool:
    """Whether the value is the one that was sealed, or is gone together with its salt."""
    if row.salt is None:
        return all(value is None for value in _said(row))
    return row.digest == digest_of(row)


def _said(row: Event | Change) -> list[object]:
    """What may be erased."""
    if isinstance(row, Event):
        return [row.payload, row.address]
    return [row.before, row.after]


def digest_of(row: Event | Change) -> str:
    """The salted digest of what a row said; it stands in the chain in place of the values."""
    return hmac.new((row.salt or "").encode(), _canonical(_said(row)), hashlib.sha256).hexdigest()


def _canonical(value: object) -> bytes:
    return json.dumps(value, sort_keys=True, ensure_ascii=False).encode()
