"""How much of a change's record somebody may see: records ask before they show a file."""

from collections.abc import Collection

from django.urls import reverse

from pindos.changes.queries import changes_for, sight_of_change
from pindos.changes.terms import ABOUT, Sight
from pindos.kernel.access import Viewer
from pindos.kernel.called import Called, calls
from pindos.kernel.sight import sight_of


@sight_of(ABOUT)
def sight_of_record(viewer: Viewer, record_id: int) -> str:
    """All for its unit, without the review for units that it touches, else nothing."""
    change = changes_for(viewer).filter(record=record_id).first()
    return (sight_of_change(viewer, change) if change else Sight.NONE).value


@calls(ABOUT)
def those_read(viewer: Viewer, ids: Collection[int]) -> dict[int, Called]:
    """Those that the viewer reads."""
    rows = changes_for(viewer).filter(pk__in=ids)
    return {
        row.pk: Called(row.number or "", row.title, reverse("changes:change-show", args=[row.pk]))
        for row in rows
    }
