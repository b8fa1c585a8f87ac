"""What callers are told of problems."""

from datetime import datetime
from typing import Any

from ninja import Schema

from pindos.kernel.web import Request
from pindos.problems.models import Problem
from pindos.problems.queries import (
    acts_open_to,
    counts_of,
    incidents_of,
    is_read_in_full,
    problem_by,
    story_of,
)
from pindos.servicedesk.terms import Priority

Plain = dict[str, Any]
MOST_SHOWN = 500  # tickets of one problem


class KnownErrorOut(Schema):
    """What every unit of the administration reads."""

    id: int
    number: str
    title: str
    state: str
    unit: str
    category: str | None
    cause: str
    workaround: str
    known_at: datetime | None


class KnownErrorPageOut(Schema):
    """Some of them, and where the next ones begin."""

    items: list[KnownErrorOut]
    next: str


class ProblemOut(KnownErrorOut):
    """A problem as its own unit and those above read it."""

    description: str
    assignee: str | None
    impact: str
    priority: str
    is_public: bool
    fix: str
    opened_at: datetime
    state_since: datetime
    resolved_at: datetime | None
    closed_at: datetime | None
    tickets: int
    open_tickets: int
    version: int


class DetailsOut(ProblemOut):
    """The same, with how many units answer for its tickets."""

    units: int


class ProblemPageOut(Schema):
    """Some of them, and where the next ones begin."""

    items: list[ProblemOut]
    next: str


class IncidentOut(Schema):
    """A ticket that it explains."""

    number: str
    title: str
    state: str


class ProblemMomentOut(Schema):
    """A line of its timeline: what happened, or what somebody wrote."""

    at: datetime
    author: str
    words: str
    text: str
    files: list[int]


class WholeProblemOut(KnownErrorOut):
    """One problem; ``details`` and ``timeline`` are empty for who reads it as a known error.

    ``incidents`` are those tickets that you read in full, ``acts`` what you may do to it now.
    """

    details: DetailsOut | None
    incidents: list[IncidentOut]
    timeline: list[ProblemMomentOut]
    acts: list[str]


class CascadeItemOut(Schema):
    """One ticket, what would come of it and why."""

    ticket: str
    outcome: str
    reason: str


class CascadeOut(Schema):
    """What it would do; ``POST /tickets/bulk/{id}/carry-out`` does it, ``…/undo`` undoes it."""

    id: int
    outcomes: dict[str, int]
    items: list[CascadeItemOut]


def known_error_out(row: Problem) -> Plain:
    """What every unit reads of it."""
    plain = ("number", "title", "state", "cause", "workaround", "known_at")
    facts = {name: getattr(row, name) for name in plain}
    category = row.category.key if row.category else None
    return {**facts, "id": row.pk, "unit": row.unit.key, "category": category}


def problem_out(row: Problem) -> Plain:
    """The same with what its own unit and those above read; counted with the list."""
    plain = (
        "description",
        "impact",
        "is_public",
        "fix",
        "opened_at",
        "state_since",
        "resolved_at",
        "closed_at",
        "version",
    )
    return {
        **known_error_out(row),
        **{name: getattr(row, name) for name in plain},
        "priority": Priority(row.priority).name.lower(),
        "assignee": row.assignee.key if row.assignee else None,
        "tickets": getattr(row, "incident_count", 0),
        "open_tickets": getattr(row, "open_count", 0),
    }


def whole_out(request: Request, problem_id: int) -> Plain:
    """One problem, as far as whoever asks may read it."""
    viewer = request.viewer
    row = problem_by(viewer, problem_id)
    details = None
    if is_read_in_full(viewer, row):
        counts = counts_of(row)
        details = {
            **problem_out(row),
            "tickets": counts.linked,
            "open_tickets": counts.open,
            "units": counts.units,
        }
    tickets = incidents_of(viewer, row).order_by("-id")[:MOST_SHOWN]
    return {
        **known_error_out(row),
        "details": details,
        "incidents": [
            {"number": each.number, "title": each.title, "state": each.state} for each in tickets
        ],
        "timeline": [
            {
                "at": moment.at,
                "author": moment.author_name,
                "words": moment.words,
                "text": moment.text,
                "files": [file.id for file in moment.files],
            }
            for moment in story_of(viewer, row)
        ],
        "acts": sorted(acts_open_to(viewer, row)),
    }


def plain_out(request: Request, problem_id: int) -> Plain:
    """The same as plain values, to be answered again as it was."""
    return WholeProblemOut(**whole_out(request, problem_id)).model_dump(mode="json")
