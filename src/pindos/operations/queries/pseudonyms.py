"""Whom a pseudonym may stand for, and by which words they are found."""

from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from pindos.identity.queries import has_access_today
from pindos.kernel.access import Viewer
from pindos.kernel.errors import NotFound, Refused
from pindos.kernel.models import Change
from pindos.kernel.personal import holding_of
from pindos.kernel.pseudonyms import Person
from pindos.operations.models import Pseudonym
from pindos.operations.queries.health import house_unit_of
from pindos.operations.queries.person_exports import whom
from pindos.organisation.queries import PersonFacts, people_by_id, positions_of

NAMES = ("given_name", "family_name")


class Former(NamedTuple):
    """Somebody, by all names, addresses and numbers that the house ever knew of them."""

    facts: PersonFacts
    person: Person


def pseudonyms_for(viewer: Viewer) -> QuerySet[Pseudonym]:
    """All that were given, newest first; NotFound for who does not run the house."""
    house_unit_of(viewer)
    return Pseudonym.objects.select_related("person", "by__person").order_by("-pk")


def person_to_forget(viewer: Viewer, person_id: int) -> Former:
    """Somebody whom the viewer may pseudonymise, with all that they were called.

    For administrators of a whole administration; refuses oneself, and whoever still has access,
    a position or a pseudonym.
    """
    house_unit_of(viewer)
    facts = people_by_id([person_id]).get(person_id)
    if facts is None:
        raise NotFound
    if person_id == viewer.person_id:
        raise Refused(_("You cannot pseudonymise yourself. Ask another administrator."))
    if Pseudonym.objects.filter(person=person_id).exists():
        raise Refused(_("A pseudonym stands for this person already."))
    if has_access_today(person_id):
        raise Refused(_("This person can still sign in. First end the positions or the account."))
    today = timezone.localdate()
    if any(not each.is_over(today) for each in positions_of([person_id])):
        raise Refused(_("This person holds a position. First end it, then come back."))
    return Former(facts, _called(facts))


def _called(facts: PersonFacts) -> Person:
    known = whom(facts.id)
    trail = Change.objects.filter(event__subject=f"organisation.person:{facts.id}")
    said: dict[str, list[str]] = {name: [] for name in (*NAMES, "email", "phone")}
    for field, before, after in trail.filter(field__in=said).values_list(
        "field", "before", "after"
    ):
        said[field] += [each for each in (before, after) if isinstance(each, str) and each]
    names = [(given, family) for given in _all(said, facts, 0) for family in _all(said, facts, 1)]
    logins = _column("identity.account", "username", known)
    logins += _column("identity.outsidesignin", "login", known)
    return Person(
        names=tuple(dict.fromkeys(names)),
        emails=tuple(dict.fromkeys([facts.email, *said["email"]])),
        phones=tuple(dict.fromkeys([facts.phone, *said["phone"]])),
        logins=tuple(dict.fromkeys(logins)),
    )


def _all(said: dict[str, list[str]], facts: PersonFacts, place: int) -> list[str]:
    now = (facts.given_name, facts.family_name)[place]
    return list(dict.fromkeys([now, *said[NAMES[place]]]))


def _column(table: str, name: str, known: Any) -> list[str]:
    holding = holding_of(table)
    return list(holding.rows(known).values_list(name, flat=True)) if holding else []
