"""By which role somebody may change the organisation, and over which unit; else refused."""

from typing import NamedTuple

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pindos.kernel.access import HOUSE, Viewer
from pindos.kernel.errors import Forbidden, NotFound
from pindos.organisation.models import Person, Prefecture, Unit
from pindos.organisation.queries.jurisdiction import positions_on
from pindos.organisation.queries.seen import people_seen_by
from pindos.organisation.terms import Role


class Right(NamedTuple):
    """The role that gave it, and the unit whose affair it is."""

    capacity: str
    unit_id: int | None


NO_RIGHT = _("Only an administrator of the unit may change this.")


def right_over_unit(viewer: Viewer, unit_id: int) -> Right:
    """Administrators over the unit; the house itself always."""
    if viewer is HOUSE:
        return Right("", unit_id)
    if capacity := viewer.capacity_over(unit_id, [Role.ADMINISTRATOR]):
        return Right(capacity, unit_id)
    raise Forbidden(NO_RIGHT)


def right_over_place(viewer: Viewer, prefecture: Prefecture) -> Right:
    """Administrators over the prefecture's own department, or over its whole administration."""
    root = Q(parent=None, administration=prefecture.administration_id)
    rows = Unit.objects.filter(root | Q(prefecture=prefecture), is_abolished=False)
    for unit_id in rows.order_by("prefecture", "pk").values_list("pk", flat=True):
        if viewer is HOUSE or viewer.capacity_over(unit_id, [Role.ADMINISTRATOR]):
            return Right("" if viewer is HOUSE else Role.ADMINISTRATOR, unit_id)
    raise Forbidden(NO_RIGHT)


def refuse_unseen(viewer: Viewer, person_id: int | None) -> None:
    """Somebody whom the viewer may not look up does not exist for them (NotFound)."""
    if person_id is None or viewer is HOUSE:
        return
    if not people_seen_by(viewer).filter(pk=person_id).exists():
        raise NotFound()


def right_over_person(viewer: Viewer, person: Person | None) -> Right:
    """Administrators over a unit in which the person stands today; of any unit, if in none."""
    stands = positions_on(timezone.localdate()).filter(person=person) if person else None
    own = set(stands.values_list("unit_id", flat=True)) if stands is not None else set()
    if viewer is HOUSE:
        return Right("", min(own, default=None))
    over = viewer.units_as(Role.ADMINISTRATOR)
    reached = own & over if own else over
    if not reached:
        refuse_unseen(viewer, person.pk if person else None)
        raise Forbidden(NO_RIGHT)
    return Right(Role.ADMINISTRATOR, min(reached))
