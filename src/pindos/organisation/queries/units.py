"""Reading the units."""

from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from pindos.kernel.access import Viewer
from pindos.kernel.errors import Invalid, NotFound
from pindos.organisation.models import Unit
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


def administration_held(viewer: Viewer, *roles: str) -> int | None:
    """The administration in which the viewer is appointed to one of these roles, if any.

    What serves the whole instance (mail server, queue, timetable, events of no unit) is for those
    who stand over a whole administration, not over a branch of it.
    """
    whole = units().filter(pk__in=viewer.posts_as(*roles), kind=UnitKind.ADMINISTRATION)
    return whole.values_list("pk", flat=True).first()


def unit_facts(unit_id: int) -> UnitFacts:
    """One unit, abolished or not; refuses an id that no unit has."""
    row = Unit.objects.filter(pk=unit_id).first()
    if row is None:
        raise NotFound()
    return facts_of(row)


def unit_named(key: str) -> UnitFacts:
    """A unit by its key or Greek short name, in any case; refuses an unknown or abolished one."""
    wanted = look_of(key)
    for row in units():
        if wanted in (look_of(row.key), look_of(row.short_el)):
            return facts_of(row)
    raise Invalid({"unit": _("There is no unit called %(key)s.") % {"key": key[:60]}})


def units_by_id(ids: Iterable[int]) -> dict[int, UnitFacts]:
    """Several units by their ids, abolished ones too; unknown ids are left out."""
    return {row.pk: facts_of(row) for row in Unit.objects.filter(pk__in=set(ids))}


def units_that_support(administration_id: int) -> list[UnitFacts]:
    """Where a ticket of the administration may go: every department, the Directorate's first."""
    rows = units().filter(administration=administration_id, kind=UnitKind.DEPARTMENT)
    return [
        facts_of(row) for row in sorted(rows, key=lambda row: (bool(row.prefecture_id), row.key))
    ]


def units_competent_everywhere(competence: str) -> list[UnitFacts]:
    """The units that answer for a competence in all of their administration, by key."""
    duty = {"duties__competence": competence, "duties__prefecture": None}
    return [facts_of(row) for row in units().filter(**duty)]


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
