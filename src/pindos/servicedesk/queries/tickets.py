"""Which tickets somebody sees, and how much of each."""

import re

from django.db.models import Exists, OuterRef, Q, QuerySet

from pindos.kernel.access import Viewer
from pindos.kernel.errors import NotFound
from pindos.kernel.filtering import Seen
from pindos.kernel.ids import LARGEST_ID
from pindos.kernel.prepared import keyed, prepared
from pindos.organisation.rights import units_headed_by, units_seen_by, units_worked_by
from pindos.records.queries import number_typed, part_of, records_of
from pindos.records.terms import Part, Sight
from pindos.servicedesk.models import Approval, Leg, Move, Ticket
from pindos.servicedesk.terms import OPEN, Decision

MOST_URGENT_FIRST = ("-priority", "id")
NEWEST_FIRST = ("-id",)

_NUMBER = re.compile(r"[A-Z]{3}-\d{4}-\d{4,}")
FEW = 3  # units: who sees more sees most of the tickets, and a page is found by walking its order


def tickets_for(viewer: Viewer) -> QuerySet[Ticket]:
    """The viewer's own, those they watch, those of their units, and what such a unit worked on.

    Whoever sees no unit finds theirs by two indexes, not by a walk over all tickets.
    """
    return tickets_read_by(*reader_of_tickets(viewer))


def reader_of_tickets(viewer: Viewer) -> tuple[int | None, frozenset[int], frozenset[int]]:
    """By what somebody reads tickets: who they are, what units they see and head."""
    return viewer.person_id, units_seen_by(viewer), units_headed_by(viewer)


def tickets_read_by(
    person_id: int | None, units: frozenset[int], headed: frozenset[int]
) -> QuerySet[Ticket]:
    """``tickets_for`` whoever is this; for questions that are prepared."""
    own, let_in = _own(person_id), _let_in(person_id, headed)
    if units:
        return Ticket.objects.filter(own | let_in | _of(units))
    mine = Ticket.objects.filter(own).values("pk")
    return Ticket.objects.filter(pk__in=mine.union(Ticket.objects.filter(let_in).values("pk")))


def own_tickets_of(person_id: int | None) -> QuerySet[Ticket]:
    """What somebody reported, or another reported for them."""
    return Ticket.objects.filter(_own(person_id))


def unit_tickets_for(viewer: Viewer) -> QuerySet[Ticket]:
    """The tickets that the viewer sees as one of the service, internal notes and all."""
    return tickets_of_units(units_seen_by(viewer))


def tickets_of_units(units: frozenset[int]) -> QuerySet[Ticket]:
    """The same for whoever sees these units."""
    return Ticket.objects.filter(_of(units))


def units_read_by(viewer: Viewer) -> frozenset[int]:
    """The units whose tickets the viewer sees so."""
    return units_seen_by(viewer)


def queue_of(viewer: Viewer) -> QuerySet[Ticket]:
    """What is open with the units the viewer works for: theirs, and what was referred to them.

    A ticket of theirs that is at the Directorate stays in it: they still answer to the requester.
    """
    return queue_of_units(units_worked_by(viewer))


def queue_of_units(units: frozenset[int]) -> QuerySet[Ticket]:
    """The same of some units."""
    theirs = Q(unit__in=units) | Q(with_unit__in=units)
    if len(units) > FEW:
        theirs = ~(~Q(unit__in=units) & ~Q(with_unit__in=units))
    return Ticket.objects.filter(theirs, state__in=OPEN)


QUEUE = Seen(Ticket, lambda viewer: (units_worked_by(viewer),), queue_of_units)
OF_UNITS = Seen(Ticket, lambda viewer: (units_seen_by(viewer),), tickets_of_units)


def ticket_by(viewer: Viewer, ticket_id_or_number: int | str) -> Ticket:
    """The ticket of this id or number, however it was typed; NotFound when it is not theirs."""
    named = _named(ticket_id_or_number)
    if "number" in named:
        found = _numbered.first(str(named["number"]), *reader_of_tickets(viewer))
    else:
        found = tickets_for(viewer).filter(**named).first()
    if found is None:
        raise NotFound
    return found


@keyed
def _numbered(
    number: str, person_id: int | None, units: frozenset[int], headed: frozenset[int]
) -> QuerySet[Ticket]:
    return tickets_read_by(person_id, units, headed).filter(number=number)


def category_of(ticket_id: int) -> QuerySet[Ticket, int | None]:
    """The category of a ticket, whoever may see it; a subquery."""
    rows = Ticket.objects.filter(pk=ticket_id, category__isnull=False)
    return rows.values_list("category_id", flat=True)


def legs_of(ticket: Ticket) -> list[Leg]:
    """The legs of its referrals, oldest first."""
    return _legs(ticket.pk)


@prepared
def _legs(ticket_id: int) -> QuerySet[Leg]:
    return Leg.objects.filter(ticket=ticket_id).order_by("id")


def leg_open(ticket: Ticket) -> Leg | None:
    """The leg on which it is now."""
    return Leg.objects.filter(ticket=ticket, ended_at=None).first()


def sight_of_ticket(viewer: Viewer, ticket: Ticket) -> Sight:
    """How much of a ticket somebody reads: its units all, its requester what is public."""
    units = units_seen_by(viewer)
    if units and (not units.isdisjoint({ticket.unit_id, ticket.with_unit_id})):
        return Sight.ALL
    if units and Ticket.objects.filter(of_units(viewer), pk=ticket.pk).exists():
        return Sight.ALL
    if viewer.person_id is not None and ticket.requester_id == viewer.person_id:
        return Sight.PUBLIC
    if is_let_in(viewer, ticket) or _is_asked(viewer, ticket):
        return Sight.PUBLIC
    return Sight.NONE


def is_let_in(viewer: Viewer, ticket: Ticket) -> bool:
    """Whether the viewer was let in to read what the requester reads."""
    return (
        viewer.person_id is not None
        and part_of(ticket.record_id, viewer.person_id) == Part.WATCHER
    )


def _own(person_id: int | None) -> Q:
    return Q(requester=person_id) if person_id is not None else Q(pk__in=[])


def _let_in(person_id: int | None, headed: frozenset[int]) -> Q:
    """Those on which somebody watches, or decides as a head."""
    if person_id is None:
        return Q(pk__in=[])
    found = Q(record__in=records_of(person_id, Part.WATCHER))
    if headed:
        found |= Q(pk__in=_asked_of(headed).values("ticket"))
    return found


def _asked_of(units: frozenset[int]) -> QuerySet[Approval]:
    """What the heads of these units were asked, and not in vain."""
    return Approval.objects.filter(unit__in=units).exclude(decision=Decision.WITHDRAWN)


def _is_asked(viewer: Viewer, ticket: Ticket) -> bool:
    headed = units_headed_by(viewer)
    return bool(headed) and _asked_of(headed).filter(ticket=ticket).exists()


def of_units(viewer: Viewer) -> Q:
    """A unit reads what it answers for, what is or was referred to it, and what it moved on.

    A ticket that is with another unit has an open leg there, so legs hold ``with_unit`` too.
    """
    return _of(units_seen_by(viewer))


def _of(units: frozenset[int]) -> Q:
    if not units:
        return Q(pk__in=[])
    if len(units) > FEW:
        mine = {"ticket": OuterRef("pk")}
        was_here = Q(Exists(Leg.objects.filter(unit__in=units, **mine)))
        was_here |= Q(Exists(Move.objects.filter(from_unit__in=units, **mine)))
        return Q(unit__in=units) | was_here
    legs = Leg.objects.filter(unit__in=units).values("ticket")
    moves = Move.objects.filter(from_unit__in=units).values("ticket")
    return Q(unit__in=units) | Q(pk__in=legs) | Q(pk__in=moves)


def _named(ticket_id_or_number: int | str) -> dict[str, object]:
    text = str(ticket_id_or_number).strip()
    if text.isascii() and text.isdigit():
        return {"pk": min(int(text[:20]), LARGEST_ID)}
    if _NUMBER.fullmatch(text):
        return {"number": text}
    number = number_typed(text[:100])
    return {"number": number} if number else {"pk__in": []}
