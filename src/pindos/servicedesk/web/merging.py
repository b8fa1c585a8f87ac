"""Merged tickets as their pages show them."""

from typing import Any

from pindos.kernel.access import Viewer
from pindos.servicedesk.models import Ticket
from pindos.servicedesk.queries import (
    members_of,
    merge_of,
    merged_into,
    requesters_of,
    unit_tickets_for,
)
from pindos.servicedesk.queries.found import MEMBERS
from pindos.servicedesk.terms import Act, State


def merged_context(
    viewer: Viewer, ticket: Ticket, acts: frozenset[str], has: frozenset[str]
) -> dict[str, Any]:
    """Where it went, or what came to it; no query when neither."""
    if ticket.state == State.MERGED:
        row = merge_of(ticket)
        seen = row is not None and unit_tickets_for(viewer).filter(pk=row.root_id).exists()
        return {
            "joint_ticket": row.root if row and seen else None,
            "may_unmerge": Act.UNMERGE in acts,
        }
    ids = merged_into(ticket) if MEMBERS in has else []
    if not ids:
        return {"may_merge": Act.MERGE in acts}
    members = members_of(viewer, ticket)
    names = requesters_of(ids)
    return {
        "may_merge": Act.MERGE in acts,
        "members": members,
        "members_unseen": len(ids) - len(members),
        "also_to": [name for pk, name in names.items() if pk != ticket.requester_id],
    }
