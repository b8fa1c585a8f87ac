"""Reading notices: everybody reads their own, nobody another's."""

from django.db.models import QuerySet

from pindos.kernel.access import Viewer
from pindos.notices.models import Notice

UNREAD_FIRST = ("is_read", "-id")


def notices_for(viewer: Viewer) -> QuerySet[Notice]:
    """What the viewer has been told: unread first, then the newest."""
    if viewer.person_id is None:
        return Notice.objects.none()
    return Notice.objects.filter(person_id=viewer.person_id).order_by(*UNREAD_FIRST)


def unread_count(viewer: Viewer) -> int:
    """How many notices the viewer has not read."""
    return notices_for(viewer).filter(is_read=False).count()
