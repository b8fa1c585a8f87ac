"""What callers get."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from ninja import Schema

from pindos.inventory.queries import assets_by_id
from pindos.kernel.access import Viewer
from pindos.organisation.queries import PersonFacts, units_by_id
from pindos.records.terms import Sight
from pindos.servicedesk.models import Ticket
from pindos.servicedesk.queries import (
    Moment,
    NamedTicket,
    acts_open_to,
    caller_of,
    forms_of,
    legs_of,
    named,
    sight_of_ticket,
    story_of,
)


class PersonOut(Schema):
    """A person."""

    id: int
    name: str


class TicketOut(Schema):
    """A ticket. ``unit`` answers to the requester, ``with_unit`` has the work now."""

    id: int
    number: str
    title: str
    state: str
    unit: str
    with_unit: str
    prefecture: str
    site: int | None
    category: str | None
    impact: str
    urgency: str
    priority: int
    requester: PersonOut | None
    assignee: PersonOut | None
    opened_at: datetime
    state_since: datetime
    late_at: datetime | None
    is_late: bool
    solved_at: datetime | None
    closed_at: datetime | None
    version: int
    url: str


class LegOut(Schema):
    """One referral: to whom, with what was tried, and how it ended (empty: it has not)."""

    id: int
    from_unit: str
    unit: str
    tried: str
    reason: str
    owner: int | None
    began_at: datetime
    accepted_at: datetime | None
    ended_at: datetime | None
    outcome: str
    answer: str


class FileOut(Schema):
    """A file of an entry; its address asks for the same rights."""

    id: int
    name: str
    size: int
    content_type: str
    url: str


class MomentOut(Schema):
    """An entry of the timeline; ``words`` says what happened, ``text`` what somebody wrote.

    ``origin`` is the ticket on which it was written, when that is dealt with in this one.
    """

    id: int
    kind: str
    step: str
    at: datetime
    author_name: str
    author_unit: str
    is_internal: bool
    text: str
    words: str
    tried: str
    asks: bool
    origin: str
    is_shared: bool
    files: list[FileOut]


class WholeTicketOut(TicketOut):
    """A ticket, what the caller may do to it now, its referrals and its timeline, by right."""

    acts: list[str]
    answers: dict[str, Any]
    caller: str
    equipment: str | None
    legs: list[LegOut]
    timeline: list[MomentOut]


class TicketPageOut(Schema):
    """Some tickets, and what to send as after to get the next ones; empty at the end."""

    items: list[TicketOut]
    next: str


def tickets_out(tickets: Iterable[Ticket]) -> list[TicketOut]:
    """Tickets as callers get them; one query however many there are.

    What comes from our own tables fits: it is not looked at once more (``model_construct``).
    """
    return [TicketOut.model_construct(**_facts(one)) for one in named(tickets)]


def ticket_out(ticket: Ticket) -> dict[str, Any]:
    """One ticket as plain values, which can be kept and answered again."""
    return tickets_out([ticket])[0].model_dump(mode="json")


def whole_ticket_out(viewer: Viewer, ticket: Ticket) -> WholeTicketOut:
    """A ticket with all that the viewer may know of it; what is internal only for its units."""
    [one] = named([ticket])
    is_inside = sight_of_ticket(viewer, ticket) == Sight.ALL
    return WholeTicketOut.model_construct(
        **_facts(one),
        acts=sorted(acts_open_to(viewer, ticket)),
        answers=_answers(ticket),
        caller=caller_of(ticket) if is_inside else "",
        equipment=_equipment(viewer, ticket) if is_inside else None,
        legs=_legs(ticket) if is_inside else [],
        timeline=[_moment(moment) for moment in story_of(viewer, ticket)],
    )


def _equipment(viewer: Viewer, ticket: Ticket) -> str | None:
    """The inventory number of what it is about, where the caller may see it."""
    found = assets_by_id(viewer, [ticket.asset_id]) if ticket.asset_id else {}
    return next((each.tag for each in found.values()), None)


def _facts(one: NamedTicket) -> dict[str, Any]:
    ticket = one.ticket
    return {
        "id": ticket.pk,
        "number": ticket.number or "",
        "title": ticket.title,
        "state": ticket.state,
        "unit": one.unit.key,
        "with_unit": one.with_unit.key,
        "prefecture": one.prefecture.key,
        "site": ticket.site_id,
        "category": one.category,
        "impact": ticket.impact,
        "urgency": ticket.urgency,
        "priority": ticket.priority,
        "requester": _person(one.requester),
        "assignee": _person(one.assignee),
        "opened_at": ticket.opened_at,
        "state_since": ticket.state_since,
        "late_at": ticket.late_at,
        "is_late": one.is_late,
        "solved_at": ticket.solved_at,
        "closed_at": ticket.closed_at,
        "version": ticket.version,
        "url": f"/tickets/{ticket.number}/",
    }


def _person(facts: PersonFacts | None) -> PersonOut | None:
    return PersonOut.model_construct(id=facts.id, name=facts.name) if facts else None


def _answers(ticket: Ticket) -> dict[str, Any]:
    """The answers to the form of the category that it has now."""
    return next(
        (f.values for f in forms_of(ticket) if f.version_id == ticket.category_version_id), {}
    )


def _legs(ticket: Ticket) -> list[LegOut]:
    legs = legs_of(ticket)
    units = units_by_id({leg.unit_id for leg in legs} | {leg.from_unit_id for leg in legs})
    return [
        LegOut.model_construct(
            id=leg.pk,
            from_unit=units[leg.from_unit_id].key,
            unit=units[leg.unit_id].key,
            tried=leg.tried,
            reason=leg.reason,
            owner=leg.owner_id,
            began_at=leg.began_at,
            accepted_at=leg.accepted_at,
            ended_at=leg.ended_at,
            outcome=leg.outcome,
            answer=leg.answer,
        )
        for leg in legs
    ]


def _moment(moment: Moment) -> MomentOut:
    files = [
        FileOut.model_construct(**file._asdict(), url=f"/api/v1/attachments/{file.id}")
        for file in moment.files
    ]
    return MomentOut.model_construct(
        **{name: getattr(moment, name) for name in MomentOut.model_fields if name != "files"},
        files=files,
    )
