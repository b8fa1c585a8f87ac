"""Reading notices: a person's own note to themselves, so nothing is emitted."""

from django.db import transaction
from django.utils import timezone

from pindos.kernel.access import Viewer
from pindos.kernel.errors import NotFound
from pindos.notices.models import Notice
from pindos.notices.queries import notices_for


@transaction.atomic
def read_notice(*, viewer: Viewer, notice_id: int) -> Notice:
    """Mark one of the viewer's notices as read; another's is not found."""
    mine = notices_for(viewer)
    mine.filter(pk=notice_id, is_read=False).update(is_read=True, read_at=timezone.now())
    notice = mine.filter(pk=notice_id).first()
    if notice is None:
        raise NotFound
    return notice


@transaction.atomic
def read_all(*, viewer: Viewer, up_to: int) -> int:
    """Mark all the viewer's notices as read that they have seen, up to this id; how many."""
    unread = notices_for(viewer).filter(is_read=False, pk__lte=up_to)
    return unread.update(is_read=True, read_at=timezone.now())
