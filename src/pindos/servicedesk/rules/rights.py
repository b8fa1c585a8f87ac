"""On which side of a ticket somebody stands, and by which role."""

from collections.abc import Collection
from datetime import datetime, timedelta

from pindos.kernel.access import Viewer
from pindos.organisation.terms import Role
from pindos.servicedesk.terms import Party

# In this order a right is looked for: the nearest to the work is the one that is written down.
ANYWHERE_BELOW = (Role.HEAD, Role.DIRECTOR, Role.ADMINISTRATOR)
IN_OWN_UNIT = (Role.TECHNICIAN, Role.HEAD, Role.DIRECTORATE_STAFF)
ACTING = (*IN_OWN_UNIT, Role.DIRECTOR, Role.ADMINISTRATOR)
SEEING = (*ACTING, Role.AUDITOR)


def capacity_in(viewer: Viewer, unit_id: int) -> str:
    """The role by which somebody may work for a unit; empty when there is none.

    Staff of the Directorate see all units below it, but work in their own.
    """
    for role in ACTING:
        units = viewer.units_as if role in ANYWHERE_BELOW else viewer.posts_as
        if unit_id in units(role):
            return role
    return ""


def units_worked_by(viewer: Viewer) -> frozenset[int]:
    """The units whose tickets somebody may work on."""
    return viewer.posts_as(*IN_OWN_UNIT) | viewer.units_as(*ANYWHERE_BELOW)


def units_seen_by(viewer: Viewer) -> frozenset[int]:
    """The units whose tickets somebody may read in full."""
    return viewer.units_as(*SEEING)


def is_too_late_to_reopen(
    parties: Collection[Party], closed_at: datetime | None, now: datetime, days: int
) -> bool:
    """Whether whoever only asked comes too late: it was closed longer ago than they are given."""
    if Party.UNIT in parties or closed_at is None:
        return False
    return not days or now - closed_at > timedelta(days=days)


def parties_of(
    viewer: Viewer, *, requester_id: int | None, unit_id: int, with_unit_id: int
) -> dict[Party, str]:
    """On which sides of a ticket somebody may act, and by which role on each."""
    found: dict[Party, str] = {}
    if requester_id is not None and requester_id == viewer.person_id:
        found[Party.REQUESTER] = Party.REQUESTER.value
    if role := capacity_in(viewer, unit_id):
        found[Party.UNIT] = role
    if with_unit_id != unit_id and (role := capacity_in(viewer, with_unit_id)):
        found[Party.ASKED] = role
    return found


def may_set_checklist(viewer: Viewer, unit_id: int | None) -> str:
    """The role by which somebody sets a checklist, of a unit or for all; empty when none."""
    if unit_id is None:
        return Role.ADMINISTRATOR if viewer.units_as(Role.ADMINISTRATOR) else ""
    return viewer.capacity_over(unit_id, ANYWHERE_BELOW)
