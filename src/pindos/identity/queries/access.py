"""What somebody may see today, and on what that stands."""

from typing import NamedTuple

from django.utils import timezone

from pindos.identity.models import Account
from pindos.identity.queries.accounts import rules_person
from pindos.identity.queries.leaving import with_access_today
from pindos.kernel.access import Viewer
from pindos.kernel.errors import NotFound
from pindos.organisation.queries import PositionFacts, positions_of, units_reached_from


class Held(NamedTuple):
    """A position held today, and how many units it reaches, its own among them."""

    position: PositionFacts
    units: int


class Access(NamedTuple):
    """The positions that give rights today, those to come, and whether a sign-in is possible."""

    held: list[Held]
    to_come: list[PositionFacts]
    usernames: list[str]
    can_sign_in: bool


def may_explain(viewer: Viewer, person_id: int) -> bool:
    """Whether the viewer may ask: about themselves, or as who rules the person's accounts."""
    return viewer.person_id == person_id or rules_person(viewer, person_id)


def access_of(viewer: Viewer, person_id: int) -> Access:
    """Why somebody sees what they see; NotFound for those who may not ask. Six queries at most."""
    if not may_explain(viewer, person_id):
        raise NotFound
    today = timezone.localdate()
    positions = positions_of([person_id])
    held = [each for each in positions if each.is_held(today)]
    reached = units_reached_from(held)
    accounts = Account.objects.filter(person=person_id, is_active=True).order_by("username")
    return Access(
        [Held(each, reached[each.id]) for each in held],
        [each for each in positions if not each.is_held(today) and not each.is_over(today)],
        list(accounts.values_list("username", flat=True)),
        bool(with_access_today([person_id])),
    )
