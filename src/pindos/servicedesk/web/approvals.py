"""Requests for approval as pages show them."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _

from pindos.kernel.access import Viewer
from pindos.organisation.queries import people_by_id, units_by_id
from pindos.organisation.rights import units_headed_by
from pindos.servicedesk.models import Approval, Ticket
from pindos.servicedesk.queries import approvals_of, approvals_waiting_for
from pindos.servicedesk.queries.found import APPROVALS
from pindos.servicedesk.terms import Act, Decision

SHOWN = 6  # on the first page


class ApprovalLine(NamedTuple):
    """One request, with the names beside it; ``answer`` is what was decided, in words."""

    url: str
    number: str
    title: str
    unit: str
    question: str
    asked_by: str
    asked_at: datetime
    is_open: bool
    is_mine: bool
    is_given: bool
    answer: str
    decided_at: datetime | None
    reason: str


def approval_lines(viewer: Viewer, rows: Iterable[Approval]) -> list[ApprovalLine]:
    """The lines of some requests; two queries."""
    found = list(rows)
    if not found:
        return []
    people = people_by_id(
        {row.asked_by_id for row in found} | {row.decided_by_id or 0 for row in found}
    )
    units, mine = units_by_id({row.unit_id for row in found}), units_headed_by(viewer)
    return [
        ApprovalLine(
            url=reverse("servicedesk:approval-show", args=[row.pk]),
            number=row.ticket.number or "",
            title=row.ticket.title,
            unit=units[row.unit_id].name,
            question=row.question,
            asked_by=people[row.asked_by_id].name,
            asked_at=row.asked_at,
            is_open=not row.decision,
            is_mine=row.unit_id in mine and not row.decision,
            is_given=row.decision == Decision.APPROVED,
            answer=_answer(row, people[row.decided_by_id].name if row.decided_by_id else "–"),
            decided_at=row.decided_at,
            reason=row.reason,
        )
        for row in found
    ]


def approvals_context(
    viewer: Viewer, ticket: Ticket, acts: frozenset[str], has: frozenset[str]
) -> dict[str, Any]:
    """What the section of a ticket needs; no query when nothing was ever asked."""
    rows = approvals_of(viewer, ticket) if APPROVALS in has else []
    lines = approval_lines(viewer, rows)
    is_open = any(line.is_open for line in lines)
    return {
        "approvals": lines,
        "may_ask_approval": Act.ASK_APPROVAL in acts and not is_open,
        "waits_for_approval": is_open,
    }


def waiting_lines(viewer: Viewer) -> list[ApprovalLine]:
    """What waits for the viewer's decision; no query for who heads nothing."""
    if not units_headed_by(viewer):
        return []
    return approval_lines(viewer, approvals_waiting_for(viewer)[:SHOWN])


def _answer(row: Approval, name: str) -> str:
    said = {
        "": _("It waits for the decision."),
        Decision.APPROVED: _("Approved by: %(person)s."),
        Decision.DECLINED: _("Declined by: %(person)s."),
        Decision.WITHDRAWN: _("Withdrawn by: %(person)s."),
    }
    own = _("It was their own request; the unit has no other head.") if row.is_own else ""
    return " ".join(filter(None, [said[row.decision] % {"person": name}, own]))
