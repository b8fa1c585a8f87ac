"""Who is competent, asked of what the charts have put into the database."""

from typing import Any, NamedTuple

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from pindos.kernel.errors import Invalid, Refused
from pindos.organisation.models import Unit
from pindos.organisation.queries.kept import the_chart
from pindos.organisation.queries.language import in_language
from pindos.organisation.queries.places import PlaceFacts, prefecture_facts
from pindos.organisation.rules import ruling_on, why
from pindos.organisation.terms import Competence, Held

NAMED = {str(each.value): each for each in Competence}


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
    known: dict[Any, Competent] = the_chart.now().competent
    asked = competence, prefecture_id, get_language()
    if asked not in known:
        known[asked] = _found(competence, prefecture_id)
    return known[asked]


def _found(competence: str, prefecture_id: int) -> Competent:
    label = str(competence_named(competence).label)
    place = prefecture_facts(prefecture_id)
    rows = _duties(competence, place)
    ruling = ruling_on((held for _unit, held in rows), place.key, competence)
    if ruling is None:
        words = _("In the prefecture of %(prefecture)s nobody answers for this: %(competence)s.")
        raise Refused(words % {"prefecture": place.genitive, "competence": label})
    unit = next(unit for unit, _held in rows if unit.key == ruling.unit_key)
    name = in_language(unit.name_el, unit.name_en)
    reason = why(ruling, competence=label, genitive=place.genitive, unit=name)
    return Competent(unit.pk, unit.key, name, ruling.clause, reason)


def competent_at_the_seat(competence: str) -> frozenset[int]:
    """The units that answer for a competence where an administration has its seat."""
    places = (row for row in the_chart.now().prefectures.values() if row.is_seat)
    found = set()
    for place in places:
        rows = _duties(competence, prefecture_facts(place.pk))
        ruling = ruling_on((held for _unit, held in rows), place.key, competence)
        found |= {unit.pk for unit, _held in rows if ruling and unit.key == ruling.unit_key}
    return frozenset(found)


def competence_named(text: str) -> Competence:
    """A competence by its name; refuses an unknown one and says which there are."""
    if text in NAMED:
        return NAMED[text]
    words = _("There is no competence called %(text)s. There are: %(known)s.")
    known = ", ".join(Competence.values)
    raise Invalid({"competence": words % {"text": text[:60], "known": known}})


def _duties(competence: str, place: PlaceFacts) -> list[tuple[Unit, Held]]:
    """All duties that could decide it, each with its unit; the depth counts the units above."""
    chart = the_chart.now()
    found = []
    for duty in chart.duties:
        if duty.competence != competence:
            continue
        unit = chart.units[duty.unit_id]
        everywhere = unit.administration_id == place.administration_id
        is_here = everywhere if duty.prefecture_id is None else duty.prefecture_id == place.id
        if is_here and not unit.is_abolished:
            depth, is_local = chart.depth.get(unit.pk, 0), unit.prefecture_id is not None
            where = place.key if duty.prefecture_id else None
            held = Held(unit.key, competence, where, duty.clause, is_local, depth)
            found.append((unit, held))
    return found
