"""The organisation's lines in the menu."""

from django.utils.translation import gettext_lazy as _

from pindos.kernel.access import Viewer
from pindos.kernel.menu import Entry, add
from pindos.organisation.rights import SEEING

GROUP = _("Organisation")


def _works(viewer: Viewer) -> bool:
    return viewer.holds(*SEEING)


add(Entry(_("Organisation chart"), "organisation:chart-show", "plan", 60, GROUP, _works))
add(Entry(_("People"), "organisation:person-list", "people", 61, GROUP, _works))
add(Entry(_("Sites"), "organisation:site-list", "building", 62, GROUP, _works))
