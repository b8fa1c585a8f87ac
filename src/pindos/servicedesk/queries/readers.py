"""Who reads a ticket today, and why: the same right as ``tickets_for``, from the other side."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import NamedTuple

from django.utils import timezone

from pindos.identity.queries import with_access_today
from pindos.kernel.access import Viewer
from pindos.kernel.errors import NotFound
from pindos.kernel.text import fold
from pindos.organisation.queries import (
    Ground,
    PersonFacts,
    grounds_over,
    people_by_id,
    person_known_to,
)
from pindos.organisation.rights import HEADS, SEEING
from pindos.records.queries import participants_of
from pindos.records.terms import Part, Sight
from pindos.servicedesk.models import Approval, Leg, Move, Ticket
from pindos.servicedesk.queries.tickets import sight_of_ticket
from pindos.servicedesk.terms import Decision, Why


class Reason(NamedTuple):
    """One reason why somebody reads a ticket, and how much.

    ``ground`` is the position on which it stands; ``since`` is when the unit, or the person, came
    to have to do with the ticket.
    """

    why: Why
    sight: Sight
    since: datetime | None = None
    ground: Ground | None = None


class Reader(NamedTuple):
    """Somebody who reads it, all of their reasons, and whether they can sign in today."""

    person: PersonFacts
    reasons: list[Reason]
    can_sign_in: bool

    @property
    def sight(self) -> Sight:
        """How much they read: the most that one of the reasons gives."""
        given = {reason.sight for reason in self.reasons}
        return next((each for each in (Sight.ALL, Sight.PUBLIC) if each in given), Sight.NONE)


class Bond(NamedTuple):
    """How a unit has, or once had, to do with a ticket."""

    why: Why
    unit_id: int
    since: datetime


def readers_of(viewer: Viewer, ticket: Ticket) -> list[Reader]:
    """Everybody who reads it, those who read all first; about nine queries.

    Only for those who read all of it themselves: NotFound for others.
    """
    _refuse_outsiders(viewer, ticket)
    found: dict[int, list[Reason]] = {}
    for person_id, reason in _reasons(ticket, None):
        found.setdefault(person_id, []).append(reason)
    people = people_by_id(found)
    active = with_access_today(found)
    rows = [Reader(person, found[pk], pk in active) for pk, person in people.items()]
    return sorted(rows, key=lambda row: (row.sight != Sight.ALL, fold(row.person.name)))


def reader_of(viewer: Viewer, ticket: Ticket, person: str | int) -> Reader:
    """One person, whether they read it or not: without reasons they do not.

    NotFound where ``readers_of`` is; refuses somebody whom the viewer may not look up (Invalid).
    """
    _refuse_outsiders(viewer, ticket)
    facts = person_known_to(viewer, person)
    reasons = [reason for _, reason in _reasons(ticket, facts.id)]
    return Reader(facts, reasons, facts.id in with_access_today([facts.id]))


def _refuse_outsiders(viewer: Viewer, ticket: Ticket) -> None:
    if sight_of_ticket(viewer, ticket) != Sight.ALL:
        raise NotFound


def _reasons(ticket: Ticket, person_id: int | None) -> Iterator[tuple[int, Reason]]:
    """Every reason of everybody, or of one person."""
    yield from _by_unit(ticket, person_id)
    if ticket.requester_id is not None and person_id in (None, ticket.requester_id):
        yield ticket.requester_id, Reason(Why.REQUESTER, Sight.PUBLIC, ticket.opened_at)
    for pk, part in participants_of(ticket.record_id).items():
        if part == Part.WATCHER and person_id in (None, pk):
            yield pk, Reason(Why.WATCHER, Sight.PUBLIC)
    yield from _by_approval(ticket, person_id)


def _by_unit(ticket: Ticket, person_id: int | None) -> Iterator[tuple[int, Reason]]:
    bonds = list(bonds_of(ticket))
    grounds = _grounds(bonds, SEEING, person_id)
    for bond in bonds:
        for ground in grounds.get(bond.unit_id, ()):
            yield ground.position.person_id, Reason(bond.why, Sight.ALL, bond.since, ground)


def _by_approval(ticket: Ticket, person_id: int | None) -> Iterator[tuple[int, Reason]]:
    """Heads who were asked: of the very unit, and not in vain."""
    asked = Approval.objects.filter(ticket=ticket).exclude(decision=Decision.WITHDRAWN)
    bonds = [Bond(Why.APPROVER, row.unit_id, row.asked_at) for row in asked.order_by("pk")]
    grounds = _grounds(bonds, HEADS, person_id)
    for bond in bonds:
        for ground in grounds.get(bond.unit_id, ()):
            if ground.is_own_unit:
                yield ground.position.person_id, Reason(bond.why, Sight.PUBLIC, bond.since, ground)


def bonds_of(ticket: Ticket) -> Iterator[Bond]:
    """The units that read all of it: the one that answers, those asked, those that had it."""
    seen: set[tuple[Why, int]] = set()
    rows = [Bond(Why.UNIT, ticket.unit_id, ticket.opened_at)]
    for leg in Leg.objects.filter(ticket=ticket).order_by("began_at", "pk"):
        rows.append(Bond(Why.REFERRED, leg.unit_id, leg.began_at))
    for move in Move.objects.filter(ticket=ticket).order_by("at", "pk"):
        rows.append(Bond(Why.MOVED, move.from_unit_id, move.at))
        if move.to_unit_id == ticket.unit_id:
            rows[0] = rows[0]._replace(since=move.at)
    for bond in rows:
        if (bond.why, bond.unit_id) not in seen:
            seen.add((bond.why, bond.unit_id))
            yield bond


def _grounds(
    bonds: Iterable[Bond], roles: Iterable[str], person_id: int | None
) -> dict[int, list[Ground]]:
    units = {bond.unit_id for bond in bonds}
    found: dict[int, list[Ground]] = {}
    if units:
        for ground in grounds_over(units, roles, timezone.localdate(), person_id):
            found.setdefault(ground.over_id, []).append(ground)
    return found
