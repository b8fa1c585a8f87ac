"""Planned work in the calendar: one's own and what touches one, or that of a unit."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from pindos.changes.queries import changes_in, sees_changes
from pindos.kernel.access import Viewer
from pindos.kernel.happenings import Happening, happens


@happens
def planned_work(
    viewer: Viewer, since: datetime, until: datetime, unit_id: int | None
) -> list[Happening]:
    """What is approved or under way in these days; one query."""
    if not sees_changes(viewer):
        return []
    return [
        Happening(
            row.starts_at,
            row.ends_at,
            row.title,
            _("planned work"),
            reverse("changes:change-show", args=[row.pk]),
        )
        for row in changes_in(viewer, since, until, unit_id)
        if row.starts_at and row.ends_at
    ]
