"""Approval by a head over HTTP."""

from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Any

from ninja import Schema
from pydantic import Field

from pindos.kernel.errors import NotFound
from pindos.kernel.once import once
from pindos.kernel.web import Request
from pindos.organisation.queries import units_by_id
from pindos.servicedesk import commands
from pindos.servicedesk.api.acting import Key, Plain
from pindos.servicedesk.api.asked import SHORT, ActIn, words
from pindos.servicedesk.api.router import router
from pindos.servicedesk.models import Approval
from pindos.servicedesk.queries import approvals_for, approvals_waiting_for, ticket_by
from pindos.servicedesk.queries.approvals import MOST


class AskIn(ActIn):
    """What is to be approved; without a unit the head of the one that answers is asked."""

    question: Annotated[str, words("question")]
    unit: Annotated[str, Field(max_length=SHORT, description="key of a unit")] = ""


class DecisionIn(Schema):
    """Why; needed when it is declined."""

    reason: Annotated[str, words("reason")] = ""


class ApprovalOut(Schema):
    """A request for approval; ``decision`` is empty while it waits, people are ids."""

    id: int
    ticket: str
    unit: str
    question: str
    asked_by: int
    asked_at: datetime
    decision: str
    decided_by: int | None
    decided_at: datetime | None
    reason: str
    is_own: bool


def approvals_out(rows: list[Approval]) -> list[dict[str, Any]]:
    """Requests as callers get them; one query."""
    units = units_by_id({row.unit_id for row in rows})
    return [
        ApprovalOut(
            id=row.pk,
            ticket=row.ticket.number or "",
            unit=units[row.unit_id].key,
            question=row.question,
            asked_by=row.asked_by_id,
            asked_at=row.asked_at,
            decision=row.decision,
            decided_by=row.decided_by_id,
            decided_at=row.decided_at,
            reason=row.reason,
            is_own=row.is_own,
        ).model_dump(mode="json")
        for row in rows
    ]


@router.get("/approvals", response=list[ApprovalOut])
def list_approvals(request: Request) -> list[Plain]:
    """What waits for your decision, the oldest first; at most 200."""
    return approvals_out(list(approvals_waiting_for(request.viewer)[:MOST]))


@router.get("/approvals/{approval}", response=ApprovalOut)
def approval_show(request: Request, approval: int) -> Plain:
    """One request for approval."""
    row = approvals_for(request.viewer).filter(pk=approval).first()
    if row is None:
        raise NotFound
    return approvals_out([row])[0]


@router.post("/tickets/{ticket}/ask-approval", response=ApprovalOut)
def ticket_ask_approval(request: Request, ticket: str, body: AskIn, key: Key = "") -> Plain:
    """Ask the head of a unit whether something may be done."""
    viewer, asked = request.viewer, body.model_dump()
    found = ticket_by(viewer, ticket)
    return once(
        viewer=viewer,
        key=key,
        asked=["ask-approval", found.pk, asked],
        act=lambda: approvals_out(
            [commands.ask_approval(viewer=viewer, ticket_id=found.pk, **asked)]
        )[0],
    )


@router.post("/approvals/{approval}/give", response=ApprovalOut)
def approval_give(
    request: Request, approval: int, body: DecisionIn | None = None, key: Key = ""
) -> Plain:
    """Approve it as the head; a decision is not changed."""
    return _decide(request, approval, "give", commands.give_approval, body, key)


@router.post("/approvals/{approval}/decline", response=ApprovalOut)
def approval_decline(request: Request, approval: int, body: DecisionIn, key: Key = "") -> Plain:
    """Decline it as the head, with the reason; a decision is not changed."""
    return _decide(request, approval, "decline", commands.decline_approval, body, key)


@router.post("/approvals/{approval}/withdraw", response=ApprovalOut)
def approval_withdraw(
    request: Request, approval: int, body: DecisionIn | None = None, key: Key = ""
) -> Plain:
    """Take the question back before it is decided."""
    return _decide(request, approval, "withdraw", commands.withdraw_approval, body, key)


def _decide(
    request: Request,
    approval_id: int,
    verb: str,
    command: Callable[..., Approval],
    body: DecisionIn | None,
    key: str,
) -> Plain:
    viewer, reason = request.viewer, body.reason if body else ""
    return once(
        viewer=viewer,
        key=key,
        asked=[f"approval-{verb}", approval_id, reason],
        act=lambda: approvals_out(
            [command(viewer=viewer, approval_id=approval_id, reason=reason)]
        )[0],
    )
