"""Whom somebody may look up: those of the places that their units serve."""

from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import Q, QuerySet

from pindos.kernel.access import Viewer
from pindos.kernel.prepared import keyed
from pindos.organisation.models import Person, Position
from pindos.organisation.queries.kept import the_chart
from pindos.organisation.rights import SEEING
from pindos.organisation.terms import UnitKind


class Served(NamedTuple):
    """Where units do their work: prefectures, and administrations that they serve as a whole."""

    prefectures: frozenset[int]
    administrations: frozenset[int]


def _served_by(unit_ids: Iterable[int]) -> Served:
    """What the duties of these units extend over, by the chart that is kept."""
    chart = the_chart.now()
    own = [chart.units[pk] for pk in set(unit_ids) if pk in chart.units]
    ids = {unit.pk for unit in own}
    duties = [duty for duty in chart.duties if duty.unit_id in ids]
    places = {unit.prefecture_id for unit in own} | {duty.prefecture_id for duty in duties}
    everywhere = [duty for duty in duties if duty.prefecture_id is None]
    whole = {chart.units[duty.unit_id].administration_id for duty in everywhere}
    whole |= {unit.administration_id for unit in own if unit.kind == UnitKind.ADMINISTRATION}
    return Served(frozenset(filter(None, places)), frozenset(whole))


def people_seen_by(viewer: Viewer) -> QuerySet[Person]:
    """The people whom somebody may look up: those of the places that their units serve.

    A department sees who sits in its prefecture or works in it; a unit that is competent
    everywhere (the Directorate, S1) sees its whole administration, and whoever has no site yet.
    """
    seen_units = viewer.units_as(*SEEING)
    if not seen_units:
        return Person.objects.none()
    return _seen(viewer.person_id, seen_units, *_served_by(seen_units))


def _seen(
    person_id: int | None,
    units: frozenset[int],
    prefectures: frozenset[int],
    administrations: frozenset[int],
) -> QuerySet[Person]:
    working = Position.objects.filter(
        Q(unit__in=units) | Q(unit__administration__in=administrations)
    )
    seen = Q(site__prefecture__in=prefectures) | Q(pk__in=working.values("person"))
    if administrations:
        seen |= Q(site__prefecture__administration__in=administrations) | Q(site=None)
    return Person.objects.filter(seen | Q(pk=person_id))


def people_after(person_id: int, most: int) -> list[int]:
    """The ids of the people that come next: for whoever goes through all of them."""
    rows = Person.objects.filter(pk__gt=person_id).order_by("pk")
    return list(rows.values_list("pk", flat=True)[:most])


def is_person_seen_by(viewer: Viewer, person_id: int, prefecture_id: int | None) -> bool:
    """Whether somebody may look up a person, of whose site this is the prefecture.

    One small query, none for whoever sits where the viewer's units do their work.
    """
    units = viewer.units_as(*SEEING)
    served = _served_by(units)
    if units and prefecture_id in served.prefectures:
        return True
    return bool(units) and bool(_one_seen(person_id, viewer.person_id, units, *served))


@keyed
def _one_seen(
    wanted: int,
    person_id: int | None,
    units: frozenset[int],
    prefectures: frozenset[int],
    administrations: frozenset[int],
) -> QuerySet[Person, int]:
    seen = _seen(person_id, units, prefectures, administrations)
    return seen.filter(pk=wanted).values_list("pk", flat=True)
