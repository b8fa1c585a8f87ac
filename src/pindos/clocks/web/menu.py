"""The line of clocks in the menu."""

from django.utils.translation import gettext_lazy as _

from pindos.kernel.access import Viewer
from pindos.kernel.menu import DESK, Entry, add
from pindos.organisation.terms import Role


def _sets_hours(viewer: Viewer) -> bool:
    return viewer.holds(Role.ADMINISTRATOR)


add(
    Entry(
        _("Working hours and holidays"),
        "clocks:hours-list",
        "clock",
        85,
        group=DESK,
        says=_("When the offices work and when they are closed: by that deadlines are counted."),
        shown_to=_sets_hours,
    )
)
