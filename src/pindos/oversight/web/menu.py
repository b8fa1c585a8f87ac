"""What oversight puts into the menu."""

from django.utils.translation import gettext_lazy as _

from pindos.kernel.access import Viewer
from pindos.kernel.menu import Entry, add
from pindos.organisation.terms import Role
from pindos.oversight.queries import OVERSEEING, overseen
from pindos.servicedesk.queries import sees_figures


def _oversees(viewer: Viewer) -> bool:
    """Heads oversee only when they head the Directorate; of all others the role says it."""
    if viewer.holds(*(role for role in OVERSEEING if role != Role.HEAD)):
        return True
    return viewer.holds(Role.HEAD) and bool(overseen(viewer))


add(
    Entry(
        label=_("Overview"),
        url_name="oversight:overview",
        icon="map",
        order=50,
        shown_to=_oversees,
    )
)
add(
    Entry(
        label=_("Figures"),
        url_name="oversight:figures",
        icon="chart",
        order=52,
        shown_to=sees_figures,
    )
)
