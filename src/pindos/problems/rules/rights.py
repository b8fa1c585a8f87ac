"""Who reads known errors."""

from pindos.kernel.access import Viewer
from pindos.organisation.rights import SEEING


def reads_known_errors(viewer: Viewer) -> bool:
    """Whether somebody reads what the units of the administration have published."""
    return viewer.holds(*SEEING)
