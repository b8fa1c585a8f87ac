"""Where a matter goes: the statute says which unit is competent for it, and why (S6)."""

from typing import NamedTuple

from pindos.organisation.queries import (
    Competent,
    PersonFacts,
    PlaceFacts,
    prefecture_facts,
    prefecture_named,
    site_named,
)
from pindos.organisation.terms import Competence
from pindos.servicedesk.commands.filling import Filled
from pindos.servicedesk.queries import unit_competent_for
from pindos.servicedesk.rules import Place, Spot, place_of


class Route(NamedTuple):
    """Where the matter is, and which unit the statute makes competent there."""

    place: Place
    prefecture: PlaceFacts
    unit: Competent
    duty: str


def route(
    *,
    prefecture: str | None,
    site: str | int | None,
    requester: PersonFacts | None,
    form: Filled | None = None,
) -> Route:
    """Who is competent for the category: by the place of the thing, then of the requester (S6).

    Refuses a place that does not exist, a site outside the prefecture named, and no place at all
    (Invalid); and a place for which nobody is competent (Refused).
    """
    named = prefecture_named(prefecture) if prefecture else None
    where = site_named(site) if site else None
    its = prefecture_facts(where.prefecture_id) if where else None
    own = None
    if requester and requester.prefecture_id is not None and not (named or where):
        own = prefecture_facts(requester.prefecture_id)
    place = place_of(
        site=Spot(its.id, its.name, where.id, where.name) if its and where else None,
        prefecture=Spot(named.id, named.name) if named else None,
        requester=Spot(own.id, own.name, requester.site_id) if own and requester else None,
    )
    facts = its or named or own
    if facts is None:
        raise RuntimeError("a place without a prefecture")
    duty = form.category.content.competence if form else Competence.SUPPORT_USERS
    return Route(place, facts, unit_competent_for(duty, facts.id), duty)


def why(found: Route) -> dict[str, object]:
    """What the timeline keeps of a route, so that it can be explained to any reader."""
    return {
        "unit": found.unit.unit_id,
        "clause": found.unit.clause,
        "basis": found.place.basis,
        "prefecture": found.place.prefecture_id,
        **({} if found.duty == Competence.SUPPORT_USERS else {"duty": found.duty}),
    }
