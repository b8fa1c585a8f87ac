"""Looks at changes of the calendar: each belongs to whoever asked for it."""

from django.db.models import QuerySet

from pindos.clocks.models import Look
from pindos.kernel.access import Viewer
from pindos.kernel.errors import NotFound
from pindos.kernel.ids import possible_id


def looks_for(viewer: Viewer) -> QuerySet[Look]:
    """The viewer's own, the newest first."""
    return Look.objects.filter(account_id=viewer.account_id or 0).order_by("-pk")


def look_by(viewer: Viewer, look_id: int) -> Look:
    """One of them; NotFound for any other."""
    row = looks_for(viewer).filter(pk=possible_id(look_id)).first()
    if row is None:
        raise NotFound
    return row
