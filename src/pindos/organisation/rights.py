"""By which role somebody works for a unit, and whose work they see; the same in every room."""

from pindos.kernel.access import Viewer
from pindos.organisation.terms import Role

# In this order a right is looked for: the nearest to the work is the one that is written down.
IN_OWN_UNIT = (Role.TECHNICIAN, Role.HEAD, Role.DIRECTORATE_STAFF)
ANYWHERE_BELOW = (Role.HEAD, Role.DIRECTOR, Role.ADMINISTRATOR)
ACTING = (*IN_OWN_UNIT, Role.DIRECTOR, Role.ADMINISTRATOR)
SEEING = (*ACTING, Role.AUDITOR)
HEADS = (Role.HEAD, Role.DIRECTOR)


def capacity_in(viewer: Viewer, unit_id: int) -> str:
    """The role by which somebody may work for a unit; empty when there is none.

    Staff of the Directorate see all units below it, but work in their own (S1).
    """
    for role in ACTING:
        units = viewer.units_as if role in ANYWHERE_BELOW else viewer.posts_as
        if unit_id in units(role):
            return role
    return ""


def units_worked_by(viewer: Viewer) -> frozenset[int]:
    """The units for which somebody may work."""
    return viewer.posts_as(*IN_OWN_UNIT) | viewer.units_as(*ANYWHERE_BELOW)


def units_seen_by(viewer: Viewer) -> frozenset[int]:
    """The units whose work somebody may read in full."""
    return viewer.units_as(*SEEING)


def units_headed_by(viewer: Viewer) -> frozenset[int]:
    """The units of which somebody is appointed head; a deputy is appointed so, too."""
    return viewer.posts_as(*HEADS)
