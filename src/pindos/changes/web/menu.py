"""The line of planned work in the menu."""

from django.utils.translation import gettext_lazy as _

from pindos.changes.queries import approvals_waiting_for, sees_changes
from pindos.changes.rules import units_headed_by
from pindos.kernel.access import Viewer
from pindos.kernel.menu import Entry, add


def _waiting(viewer: Viewer) -> int | None:
    """What waits for the viewer's word; no query for who heads nothing."""
    return (units_headed_by(viewer) and approvals_waiting_for(viewer).count()) or None


add(
    Entry(
        label=_("Planned work"),
        url_name="changes:change-list",
        icon="plan",
        order=37,
        shown_to=sees_changes,
        count=_waiting,
        count_of=_("wait for your approval"),
    )
)
