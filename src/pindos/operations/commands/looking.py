"""Looking into the audit trail is itself not hidden."""

from django.db import transaction

from pindos.kernel.access import HOUSE, Viewer
from pindos.kernel.errors import NotFound
from pindos.kernel.events import emit
from pindos.kernel.models import Event
from pindos.operations.events import AuditExported, AuditLookedAt
from pindos.operations.queries import people_called
from pindos.operations.queries.audit import READERS
from pindos.operations.terms import Asked


@transaction.atomic
def note_look(*, viewer: Viewer, asked: Asked) -> None:
    """Write down that the viewer looked at what one person did; nothing for other looks."""
    if not asked.person:
        return
    called = people_called(viewer, asked.person)
    unit_id, capacity = _standing(viewer)
    emit(
        AuditLookedAt(account_ids=sorted(called.account_ids), filters=asked.filters()),
        about=Event(pk=0),
        unit_id=unit_id,
        by=viewer,
        capacity=capacity,
    )


@transaction.atomic
def note_export(*, viewer: Viewer, asked: Asked, events: int) -> None:
    """Write down that the viewer took events away as a file."""
    unit_id, capacity = _standing(viewer)
    emit(
        AuditExported(filters=asked.filters(), events=events),
        about=Event(pk=0),
        unit_id=unit_id,
        by=viewer,
        capacity=capacity,
    )


def _standing(viewer: Viewer) -> tuple[int | None, str]:
    """Where and as what the viewer reads the trail: the first such post."""
    if viewer is HOUSE:
        return None, ""
    for role in READERS:
        if posts := sorted(viewer.posts_as(role)):
            return posts[0], role
    raise NotFound
