"""What callers get."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from ninja import Schema
from pydantic_core import to_jsonable_python

from pindos.inventory.queries import assets_by_id
from pindos.kernel.access import Viewer
from pindos.organisation.queries import units_by_id
from pindos.records.terms import Sight
from pindos.servicedesk.models import Ticket
from pindos.servicedesk.queries import (
    Beside,
    Moment,
    TicketFacts,
    acts_open_to,
    beside,
    caller_of,
    facts_of_ticket,
    forms_of,
    legs_of,
    sight_of_ticket,
    story_of,
)
from pindos.servicedesk.rules import is_late


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
    answer_due_at: datetime | None
    solve_due_at: datetime | None
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
    scan: str = ""  # infected, pending or error; empty when there is nothing to say


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


def tickets_told(rows: Sequence[TicketFacts]) -> list[dict[str, Any]]:
    """Tickets as callers get them (TicketOut), in plain values; two queries for all of them."""
    names = beside(rows)
    return [_facts(row, names) for row in rows]


def tickets_out(tickets: Iterable[Ticket]) -> list[TicketOut]:
    """Some of them, to stand within other answers."""
    told = tickets_told([facts_of_ticket(ticket) for ticket in tickets])
    return [TicketOut(**each) for each in told]


def ticket_out(ticket: Ticket) -> dict[str, Any]:
    """One ticket as values of JSON, which can be kept and answered again."""
    row = facts_of_ticket(ticket)
    known = {row.requester_id or 0: ticket.requester_name} if ticket.requester_name else {}
    told: dict[str, Any] = to_jsonable_python(_facts(row, beside([row], known)))
    return told


def whole_ticket_told(viewer: Viewer, ticket: Ticket) -> dict[str, Any]:
    """A ticket with all that the viewer may know of it (WholeTicketOut), in plain values.

    What is internal is only for its units.
    """
    row = facts_of_ticket(ticket)
    is_inside = sight_of_ticket(viewer, ticket) == Sight.ALL
    return {
        **_facts(row, beside([row])),
        "acts": sorted(acts_open_to(viewer, ticket)),
        "answers": _answers(ticket),
        "caller": caller_of(ticket) if is_inside else "",
        "equipment": _equipment(viewer, ticket) if is_inside else None,
        "legs": _legs(ticket) if is_inside else [],
        "timeline": [_moment(moment) for moment in story_of(viewer, ticket)],
    }


def _equipment(viewer: Viewer, ticket: Ticket) -> str | None:
    """The inventory number of what it is about, where the caller may see it."""
    found = assets_by_id(viewer, [ticket.asset_id]) if ticket.asset_id else {}
    return next((each.tag for each in found.values()), None)


def _facts(row: TicketFacts, names: Beside) -> dict[str, Any]:
    return {
        "id": row.id,
        "number": row.number or "",
        "title": row.title,
        "state": row.state,
        "unit": names.units[row.unit_id].key,
        "with_unit": names.units[row.with_unit_id].key,
        "prefecture": names.prefectures[row.prefecture_id],
        "site": row.site_id,
        "category": names.categories.get(row.category_id or 0),
        "impact": row.impact,
        "urgency": row.urgency,
        "priority": row.priority,
        "requester": _person(row.requester_id, names),
        "assignee": _person(row.assignee_id, names),
        "opened_at": row.opened_at,
        "state_since": row.state_since,
        "late_at": row.late_at,
        "is_late": is_late(row.state, row.late_at, names.now),
        "answer_due_at": row.answer_due_at,
        "solve_due_at": row.solve_due_at,
        "solved_at": row.solved_at,
        "closed_at": row.closed_at,
        "version": row.version,
        "url": f"/tickets/{row.number}/",
    }


def _person(person_id: int | None, names: Beside) -> dict[str, Any] | None:
    return {"id": person_id, "name": names.people[person_id]} if person_id else None


def _answers(ticket: Ticket) -> dict[str, Any]:
    """The answers to the form of the category that it has now."""
    return next(
        (f.values for f in forms_of(ticket) if f.version_id == ticket.category_version_id), {}
    )


def _legs(ticket: Ticket) -> list[dict[str, Any]]:
    legs = legs_of(ticket)
    units = units_by_id({leg.unit_id for leg in legs} | {leg.from_unit_id for leg in legs})
    return [
        {
            "id": leg.pk,
            "from_unit": units[leg.from_unit_id].key,
            "unit": units[leg.unit_id].key,
            "tried": leg.tried,
            "reason": leg.reason,
            "owner": leg.owner_id,
            "began_at": leg.began_at,
            "accepted_at": leg.accepted_at,
            "ended_at": leg.ended_at,
            "outcome": leg.outcome,
            "answer": leg.answer,
        }
        for leg in legs
    ]


def _moment(moment: Moment) -> dict[str, Any]:
    told = {name: getattr(moment, name) for name in MomentOut.model_fields}
    files = [
        {
            "id": f.id,
            "name": f.name,
            "size": f.size,
            "content_type": f.content_type,
            "url": f"/api/v1/attachments/{f.id}",
            "scan": f.mark.scan if f.mark else "",
        }
        for f in moment.files
    ]
    return {**told, "files": files}
