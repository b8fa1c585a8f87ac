"""Reading the units."""

from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from pindos.kernel.access import Viewer
from pindos.kernel.errors import Invalid, NotFound
from pindos.organisation.models import Unit
from pindos.organisation.queries.kept import the_chart
from pindos.organisation.queries.language import in_language
from pindos.organisation.rules import look_of
from pindos.organisation.terms import UnitKind


class UnitFacts(NamedTuple):
    """What others may know of a unit; the name is in the reader's language."""

    id: int
    key: str
    short: str
    name: str
    kind: str
    prefecture_id: int | None
    administration_id: int


def units() -> QuerySet[Unit]:
    """All units; who answers for what is public."""
    return Unit.objects.filter(is_abolished=False).order_by("key")


def living_units() -> list[Unit]:
    """The same as the chart that is kept has them: to read from, not to ask further."""
    return [row for row in the_chart.now().units.values() if not row.is_abolished]


def administration_held(viewer: Viewer, *roles: str) -> int | None:
    """The administration in which the viewer is appointed to one of these roles, if any.

    What serves the whole instance (mail server, queue, timetable, events of no unit) is for those
    who stand over a whole administration, not over a branch of it.
    """
    held = viewer.posts_as(*roles)
    whole = (row for row in living_units() if row.kind == UnitKind.ADMINISTRATION)
    return next((row.pk for row in whole if row.pk in held), None)


def unit_facts(unit_id: int) -> UnitFacts:
    """One unit, abolished or not; refuses an id that no unit has."""
    row = the_chart.now().units.get(unit_id)
    if row is None:
        raise NotFound()
    return facts_of(row)


def administration_key(unit_id: int) -> str:
    """The key of the administration to which a unit belongs; refuses an id that no unit has."""
    key = Unit.objects.filter(pk=unit_id).values_list("administration__key", flat=True).first()
    if key is None:
        raise NotFound()
    return key


def unit_named(key: str) -> UnitFacts:
    """A unit by its key or Greek short name, in any case; refuses an unknown or abolished one."""
    wanted = look_of(key)
    for row in living_units():
        if wanted in (look_of(row.key), look_of(row.short_el)):
            return facts_of(row)
    raise Invalid({"unit": _("There is no unit called %(key)s.") % {"key": key[:60]}})


def units_by_id(ids: Iterable[int]) -> dict[int, UnitFacts]:
    """Several units by their ids, abolished ones too; unknown ids are left out."""
    known = the_chart.now().units
    return {pk: facts_of(known[pk]) for pk in set(ids) if pk in known}


def unit_ids_after(unit_id: int, most: int) -> list[int]:
    """The ids of the units that come next: for whoever goes through all of them."""
    return sorted(pk for pk in the_chart.now().units if pk > unit_id)[:most]


def unit_names_of(ids: Iterable[int]) -> dict[int, tuple[str, str]]:
    """How units are called, and all other words for them; abolished ones are left out."""
    rows = Unit.objects.filter(pk__in=list(ids), is_abolished=False)
    return {row.pk: (row.name_el, f"{row.key} {row.short_el} {row.name_en}") for row in rows}


def units_that_support(administration_id: int) -> list[UnitFacts]:
    """Where a ticket of the administration may go: every department, the Directorate's first."""
    rows = [
        row
        for row in living_units()
        if row.administration_id == administration_id and row.kind == UnitKind.DEPARTMENT
    ]
    return [
        facts_of(row) for row in sorted(rows, key=lambda row: (bool(row.prefecture_id), row.key))
    ]


def units_competent_everywhere(competence: str) -> list[UnitFacts]:
    """The units that answer for a competence in all of their administration, by key."""
    chart = the_chart.now()
    held = {
        duty.unit_id
        for duty in chart.duties
        if duty.competence == competence and duty.prefecture_id is None
    }
    return [facts_of(row) for row in living_units() if row.pk in held]


def facts_of(row: Unit) -> UnitFacts:
    """A row as others may have it."""
    name = in_language(row.name_el, row.name_en)
    return UnitFacts(
        row.pk,
        row.key,
        row.short_el,
        name,
        row.kind,
        row.prefecture_id,
        row.administration_id,
    )
