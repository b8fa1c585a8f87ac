"""How the house is; deliveries that wait for a person, and the timetable."""

from datetime import datetime
from typing import NamedTuple
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Count, Max, Min, QuerySet
from django.utils import timezone

from pindos.kernel.access import HOUSE, Viewer
from pindos.kernel.counting import Counted
from pindos.kernel.errors import NotFound
from pindos.kernel.health import Area, Asked, Finding, Level, areas, worst
from pindos.kernel.models import Delivery, Schedule
from pindos.kernel.prepared import prepared
from pindos.operations.options import CERTIFICATE_OF
from pindos.organisation.queries import administration_held
from pindos.organisation.terms import Role


class Parked(NamedTuple):
    """A reaction some of whose deliveries are parked: how many, and since which event."""

    reaction: str
    deliveries: int
    oldest_id: int
    newest_id: int


class Health(NamedTuple):
    """What was found, area by area, and when."""

    at: datetime
    areas: list[tuple[Area, list[Finding]]]

    @property
    def findings(self) -> list[Finding]:
        """All of them in a row."""
        return [each for _area, found in self.areas for each in found]

    @property
    def level(self) -> Level:
        """The gravest of all."""
        return worst(self.findings)

    def count(self, *levels: Level) -> int:
        """How many are of these levels."""
        return sum(each.level in levels for each in self.findings)


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
    """How many deliveries are parked."""
    return _parked.count()


def parked_counted(viewer: Viewer) -> Counted:
    """The same as a question that is asked together with others, for the menu."""
    return _parked.counted()


@prepared
def _parked() -> QuerySet[Delivery]:
    return Delivery.objects.filter(state=Delivery.State.PARKED)


def parked_reactions(viewer: Viewer) -> list[Parked]:
    """The same by reaction."""
    grouped = parked_for(viewer).order_by().values_list("reaction")
    counted = grouped.annotate(n=Count("id"), oldest=Min("id"), newest=Max("id"))
    return [Parked(*row) for row in counted.order_by("reaction")]


def timetable_for(viewer: Viewer) -> QuerySet[Schedule]:
    """Every job of the house by name: when it runs, how it went."""
    house_unit_of(viewer)
    return Schedule.objects.order_by("name")


def health_for(viewer: Viewer, *asked: Asked) -> Health:
    """How the house is: all that the rooms look at, or only what was asked for."""
    house_unit_of(viewer)
    return Health(timezone.now(), areas(asked or tuple(Asked)))


def watched_certificate() -> str:
    """NAME:PORT of the certificate that is watched; empty when people come without one."""
    if given := CERTIFICATE_OF.now():
        return given if ":" in given else f"{given}:443"
    url = urlsplit(settings.URL)
    return f"{url.hostname}:{url.port or 443}" if url.scheme == "https" else ""
