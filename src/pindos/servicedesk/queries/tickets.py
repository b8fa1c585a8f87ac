"""Which tickets somebody sees, and how much of each."""

import re

from django.db.models import Exists, OuterRef, Q, QuerySet

from pindos.kernel.access import Viewer
from pindos.kernel.errors import NotFound
from pindos.records.queries import number_typed, part_of, records_of
from pindos.records.terms import Part, Sight
from pindos.servicedesk.models import Approval, Leg, Move, Ticket
from pindos.servicedesk.rules import units_headed_by, units_seen_by, units_worked_by
from pindos.servicedesk.terms import OPEN, Decision

MOST_URGENT_FIRST = ("-priority", "id")
NEWEST_FIRST = ("-id",)

_NUMBER = re.compile(r"[A-Z]{3}-\d{4}-\d{4,}")
FEW = 3  # units: who sees more sees most of the tickets, and a page is found by walking its order
_LARGEST_ID = 2**63 - 1


def tickets_for(viewer: Viewer) -> QuerySet[Ticket]:
    """The viewer's own, those they watch, those of their units, and what such a unit worked on.

    Whoever sees no unit finds theirs by two indexes, not by a walk over all tickets.
    """
    if units_seen_by(viewer):
        return Ticket.objects.filter(_own(viewer) | _let_in(viewer) | of_units(viewer))
    own = Ticket.objects.filter(_own(viewer)).values("pk")
    return Ticket.objects.filter(
        pk__in=own.union(Ticket.objects.filter(_let_in(viewer)).values("pk"))
    )


def own_tickets_for(viewer: Viewer) -> QuerySet[Ticket]:
    """What the viewer reported, or somebody reported for them."""
    return Ticket.objects.filter(_own(viewer))


def watched_tickets_for(viewer: Viewer) -> QuerySet[Ticket]:
    """What the viewer watches or follows, as far as they may see it still."""
    if viewer.person_id is None:
        return Ticket.objects.none()
    watched = records_of(viewer.person_id, Part.WATCHER, Part.FOLLOWER)
    return tickets_for(viewer).filter(record__in=watched)


def unit_tickets_for(viewer: Viewer) -> QuerySet[Ticket]:
    """The tickets that the viewer sees as one of the service, internal notes and all."""
    return Ticket.objects.filter(of_units(viewer))


def queue_of(viewer: Viewer) -> QuerySet[Ticket]:
    """What is open with the units the viewer works for: theirs, and what was referred to them.

    A ticket of theirs that is at the Directorate stays in it: they still answer to the requester.
    """
    units = units_worked_by(viewer)
    theirs = Q(unit__in=units) | Q(with_unit__in=units)
    if len(units) > FEW:
        theirs = ~(~Q(unit__in=units) & ~Q(with_unit__in=units))
    return Ticket.objects.filter(theirs, state__in=OPEN)


def ticket_by(viewer: Viewer, ticket_id_or_number: int | str) -> Ticket:
    """The ticket of this id or number, however it was typed; NotFound when it is not theirs."""
    found = tickets_for(viewer).filter(**_named(ticket_id_or_number)).first()
    if found is None:
        raise NotFound
    return found


def legs_of(ticket: Ticket) -> list[Leg]:
    """The legs of its referrals, oldest first."""
    return list(Leg.objects.filter(ticket=ticket).order_by("id"))


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


def possible_id(number: int) -> int:
    """The number as an id that any database takes; what can be none becomes that of nothing."""
    return number if 0 < number <= _LARGEST_ID else 0


def _own(viewer: Viewer) -> Q:
    return Q(requester=viewer.person_id) if viewer.person_id is not None else Q(pk__in=[])


def _let_in(viewer: Viewer) -> Q:
    """Those on which the viewer watches, or decides as a head."""
    if viewer.person_id is None:
        return Q(pk__in=[])
    found = Q(record__in=records_of(viewer.person_id, Part.WATCHER))
    if headed := units_headed_by(viewer):
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
    units = units_seen_by(viewer)
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
        return {"pk": min(int(text[:20]), _LARGEST_ID)}
    if _NUMBER.fullmatch(text):
        return {"number": text}
    number = number_typed(text[:100])
    return {"number": number} if number else {"pk__in": []}
