"""Who reads and who works on the problems of a unit, and by which role."""

from pindos.kernel.access import Viewer
from pindos.organisation.terms import Role

# In this order a right is looked for: the nearest to the work is the one that is written down.
IN_OWN_UNIT = (Role.TECHNICIAN, Role.HEAD, Role.DIRECTORATE_STAFF)
ANYWHERE_BELOW = (Role.HEAD, Role.DIRECTOR, Role.ADMINISTRATOR)
ACTING = (*IN_OWN_UNIT, Role.DIRECTOR, Role.ADMINISTRATOR)
SEEING = (*ACTING, Role.AUDITOR)


def capacity_in(viewer: Viewer, unit_id: int) -> str:
    """The role by which somebody may work on a unit's problems; empty when there is none.

    Staff of the Directorate see all units below it, but work in their own.
    """
    for role in ACTING:
        units = viewer.units_as if role in ANYWHERE_BELOW else viewer.posts_as
        if unit_id in units(role):
            return role
    return ""


def units_worked_by(viewer: Viewer) -> frozenset[int]:
    """The units on whose problems somebody may work."""
    return viewer.posts_as(*IN_OWN_UNIT) | viewer.units_as(*ANYWHERE_BELOW)


def units_seen_by(viewer: Viewer) -> frozenset[int]:
    """The units whose problems somebody reads in full."""
    return viewer.units_as(*SEEING)


def reads_known_errors(viewer: Viewer) -> bool:
    """Whether somebody reads what the units of the administration have published."""
    return viewer.holds(*SEEING)
