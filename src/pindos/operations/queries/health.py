"""Deliveries that wait for a person, and the timetable."""

from typing import NamedTuple

from django.db.models import Count, Max, Min, QuerySet

from pindos.kernel.access import HOUSE, Viewer
from pindos.kernel.errors import NotFound
from pindos.kernel.models import Delivery, Schedule
from pindos.organisation.queries import administration_held
from pindos.organisation.terms import Role


class Parked(NamedTuple):
    """A reaction some of whose deliveries are parked: how many, and since which event."""

    reaction: str
    deliveries: int
    oldest_id: int
    newest_id: int


def house_unit_of(viewer: Viewer) -> int | None:
    """The administration for which the viewer runs the house; not found for all others.

    Queue and timetable serve the whole instance, so only an administrator of a whole
    administration may touch them. The house itself, on the command line, has no unit.
    """
    if viewer is HOUSE:
        return None
    found = administration_held(viewer, Role.ADMINISTRATOR)
    if found is None:
        raise NotFound
    return found


def parked_for(viewer: Viewer) -> QuerySet[Delivery]:
    """The deliveries that were given up after ten tries, oldest first."""
    house_unit_of(viewer)
    parked = Delivery.objects.filter(state=Delivery.State.PARKED)
    return parked.select_related("event").order_by("id")


def parked_count() -> int:
    """How many deliveries are parked, for the menu."""
    return Delivery.objects.filter(state=Delivery.State.PARKED).count()


def parked_reactions(viewer: Viewer) -> list[Parked]:
    """The same by reaction."""
    grouped = parked_for(viewer).order_by().values_list("reaction")
    counted = grouped.annotate(n=Count("id"), oldest=Min("id"), newest=Max("id"))
    return [Parked(*row) for row in counted.order_by("reaction")]


def timetable_for(viewer: Viewer) -> QuerySet[Schedule]:
    """Every job of the house by name: when it runs, how it went."""
    house_unit_of(viewer)
    return Schedule.objects.order_by("name")
