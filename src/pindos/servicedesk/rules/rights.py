"""On which side of a ticket somebody stands, and by which role."""

from collections.abc import Collection
from datetime import datetime, timedelta

from pindos.kernel.access import Viewer
from pindos.organisation.rights import ANYWHERE_BELOW, capacity_in
from pindos.organisation.terms import Role
from pindos.servicedesk.terms import Party


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
