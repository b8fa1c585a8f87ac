"""Who is competent, asked of what the charts have put into the database."""

from typing import NamedTuple

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from pindos.kernel.errors import Invalid, Refused
from pindos.organisation.models import Duty
from pindos.organisation.queries.language import in_language
from pindos.organisation.queries.places import prefecture_facts
from pindos.organisation.rules import ruling_on, why
from pindos.organisation.terms import Competence, Held


class Competent(NamedTuple):
    """The unit that answers, the clauses of the statute, and the reason in words."""

    unit_id: int
    unit_key: str
    unit_name: str
    clause: str
    why: str


def competent_unit(competence: str, prefecture_id: int) -> Competent:
    """Who answers for a competence in a prefecture, and why; refused when nobody does.

    A department of the prefecture itself comes first, in the seat's prefecture the department
    that the chart names for it (S6), then the unit that has the duty everywhere (S5).
    """
    label = str(competence_named(competence).label)
    place = prefecture_facts(prefecture_id)
    rows = list(_duties(competence, place.id, place.administration_id))
    ruling = ruling_on((_held(row, place.key) for row in rows), place.key, competence)
    if ruling is None:
        words = _("In the prefecture of %(prefecture)s nobody answers for this: %(competence)s.")
        raise Refused(words % {"prefecture": place.genitive, "competence": label})
    unit = next(row.unit for row in rows if row.unit.key == ruling.unit_key)
    name = in_language(unit.name_el, unit.name_en)
    reason = why(ruling, competence=label, genitive=place.genitive, unit=name)
    return Competent(unit.pk, unit.key, name, ruling.clause, reason)


def competence_named(text: str) -> Competence:
    """A competence by its name; refuses an unknown one and says which there are."""
    if text in Competence.values:
        return Competence(text)
    words = _("There is no competence called %(text)s. There are: %(known)s.")
    known = ", ".join(Competence.values)
    raise Invalid({"competence": words % {"text": text[:60], "known": known}})


def _duties(competence: str, prefecture_id: int, administration_id: int) -> QuerySet[Duty]:
    """All duties that could decide it; ``depth`` counts the units above each."""
    everywhere = Q(prefecture=None, unit__administration=administration_id)
    return (
        Duty.objects.filter(Q(prefecture=prefecture_id) | everywhere, competence=competence)
        .filter(unit__is_abolished=False)
        .select_related("unit")
        .annotate(depth=Count("unit__reached_by"))
    )


def _held(row: Duty, prefecture_key: str) -> Held:
    return Held(
        row.unit.key,
        row.competence,
        prefecture_key if row.prefecture_id else None,
        row.clause,
        row.unit.prefecture_id is not None,
        getattr(row, "depth", 0),
    )
