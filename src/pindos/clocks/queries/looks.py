"""Looks at changes of the calendar: each belongs to whoever asked for it."""

from django.db.models import QuerySet

from pindos.clocks.models import Look
from pindos.kernel.access import Viewer
from pindos.kernel.errors import NotFound
from pindos.kernel.ids import possible_id
from pindos.kernel.text import id_in

OF_PROGRAMS = "/api/"


def looks_for(viewer: Viewer) -> QuerySet[Look]:
    """The viewer's own, the newest first."""
    return Look.objects.filter(account_id=viewer.account_id or 0).order_by("-pk")


def looks_on_pages(viewer: Viewer) -> QuerySet[Look]:
    """Those of them that a person began on a page, not a program of theirs."""
    return looks_for(viewer).exclude(page__startswith=OF_PROGRAMS)


def ended_look(viewer: Viewer, page: str, asked: str) -> Look | None:
    """The one of this number, if it has ended and was begun by the viewer on this page."""
    look_id = id_in(asked)
    if look_id is None:
        return None
    rows = looks_for(viewer).filter(ended_at__isnull=False, refused="")
    return rows.filter(pk=look_id, page=page).first()


def look_by(viewer: Viewer, look_id: int) -> Look:
    """One of them; NotFound for any other."""
    row = looks_for(viewer).filter(pk=possible_id(look_id)).first()
    if row is None:
        raise NotFound
    return row
