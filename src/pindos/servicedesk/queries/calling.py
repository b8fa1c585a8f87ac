"""Who calls: their unit, their telephones, and what they already have with the desk."""

from typing import NamedTuple

from django.utils import timezone
from django.utils.translation import gettext as _

from pindos.inventory.queries import AssetFacts, assets_of
from pindos.kernel.access import Viewer
from pindos.kernel.errors import Forbidden, NotFound
from pindos.kernel.ids import possible_id
from pindos.organisation.queries import (
    PersonFacts,
    SiteFacts,
    callers_found,
    people_seen_by,
    person_facts,
    positions_of,
    prefecture_facts,
    site_facts,
)
from pindos.servicedesk.models import Ticket
from pindos.servicedesk.queries.catalogue import works_at_a_desk
from pindos.servicedesk.queries.tickets import tickets_for
from pindos.servicedesk.terms import OPEN, State

MOST_OPEN, MOST_SOLVED = 10, 5  # tickets shown of a caller


class CallerFacts(NamedTuple):
    """One caller as whoever picks up the telephone needs them."""

    person: PersonFacts
    units: list[str]
    site: SiteFacts | None
    prefecture: str
    open: list[Ticket]
    solved: list[Ticket]
    assets: list[AssetFacts]


def find_callers(viewer: Viewer, text: str, limit: int = 10) -> list[PersonFacts]:
    """Who may be calling, by telephone, name or e-mail; for those who work at a desk only."""
    if not works_at_a_desk(viewer):
        raise Forbidden(_("Only those who work at a desk take calls."))
    return callers_found(viewer, text, limit)


def caller_facts(viewer: Viewer, person_id: int) -> CallerFacts:
    """All about one caller; NotFound for somebody whom the viewer does not serve."""
    known = possible_id(person_id)
    if not works_at_a_desk(viewer) or not people_seen_by(viewer).filter(pk=known).exists():
        raise NotFound
    person = person_facts(known)
    today = timezone.localdate()
    theirs = tickets_for(viewer).filter(requester=known)
    place = prefecture_facts(person.prefecture_id).name if person.prefecture_id else ""
    return CallerFacts(
        person,
        list(dict.fromkeys(p.unit_name for p in positions_of([known]) if p.is_held(today))),
        site_facts(person.site_id) if person.site_id else None,
        place,
        list(theirs.filter(state__in=OPEN).order_by("-id")[:MOST_OPEN]),
        list(theirs.filter(state__in=(State.SOLVED, State.CLOSED)).order_by("-id")[:MOST_SOLVED]),
        assets_of(viewer, known),
    )
