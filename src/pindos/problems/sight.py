"""How much of a problem's record somebody may see: records ask before they show a file."""

from collections.abc import Collection

from django.urls import reverse

from pindos.kernel.access import Viewer
from pindos.kernel.called import Called, calls
from pindos.kernel.sight import sight_of
from pindos.problems.queries import problems_for, readable_by
from pindos.problems.terms import ABOUT
from pindos.records.terms import Sight


@sight_of(ABOUT)
def sight_of_record(viewer: Viewer, record_id: int) -> str:
    """All for its unit and those above; of a known error others read no file."""
    is_theirs = problems_for(viewer).filter(record=record_id).exists()
    return Sight.ALL if is_theirs else Sight.NONE


@calls(ABOUT)
def those_read(viewer: Viewer, ids: Collection[int]) -> dict[int, Called]:
    """Those that the viewer reads, in full or as known errors."""
    rows = readable_by(viewer).filter(pk__in=ids)
    return {
        row.pk: Called(
            row.number or "", row.title, reverse("problems:problem-show", args=[row.pk])
        )
        for row in rows
    }
