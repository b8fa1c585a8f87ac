"""Merging tickets over HTTP."""

from typing import Annotated

from ninja import Schema
from pydantic import Field

from pindos.kernel.once import once
from pindos.kernel.web import Request
from pindos.records.terms import Sight
from pindos.servicedesk import commands
from pindos.servicedesk.api.acting import Key, Plain
from pindos.servicedesk.api.asked import ActIn, Named
from pindos.servicedesk.api.router import router
from pindos.servicedesk.api.told import TicketOut, ticket_out, tickets_out
from pindos.servicedesk.queries import (
    members_of,
    merge_of,
    sight_of_ticket,
    ticket_by,
    unit_tickets_for,
)
from pindos.servicedesk.terms import TITLE_LENGTH


class MergeIn(ActIn):
    """The other ticket, by id or number however typed."""

    into: Named


class SplitIn(ActIn):
    """Ids of entries of the timeline, and the new ticket; without a requester the same one."""

    entries: Annotated[list[int], Field(min_length=1, max_length=200)]
    title: Annotated[str, Field(json_schema_extra={"maxLength": TITLE_LENGTH})]
    requester: Annotated[Named | None, Field(description="id, key or e-mail")] = None


class MergedOut(Schema):
    """Where a ticket is dealt with (none: in itself, or out of your sight), and what in it."""

    into: TicketOut | None
    tickets: list[TicketOut]


@router.get("/tickets/{ticket}/merged", response=MergedOut)
def ticket_merged(request: Request, ticket: str) -> MergedOut:
    """With which tickets it is dealt with as one, as far as you see them in full."""
    viewer, found = request.viewer, ticket_by(request.viewer, ticket)
    if sight_of_ticket(viewer, found) != Sight.ALL:
        return MergedOut(into=None, tickets=[])
    row = merge_of(found)
    roots = unit_tickets_for(viewer).filter(pk=row.root_id) if row else ()
    into = next(iter(tickets_out(roots)), None)
    return MergedOut(into=into, tickets=tickets_out(members_of(viewer, found)))


@router.post("/tickets/{ticket}/merge", response=TicketOut)
def ticket_merge(request: Request, ticket: str, body: MergeIn, key: Key = "") -> Plain:
    """Deal with it in another one; it can be undone at any time."""
    viewer, found, asked = request.viewer, ticket_by(request.viewer, ticket), body.model_dump()
    return once(
        viewer=viewer,
        key=key,
        asked=["merge", found.pk, asked],
        act=lambda: ticket_out(commands.merge_ticket(viewer=viewer, ticket_id=found.pk, **asked)),
    )


@router.post("/tickets/{ticket}/unmerge", response=TicketOut)
def ticket_unmerge(
    request: Request, ticket: str, body: ActIn | None = None, key: Key = ""
) -> Plain:
    """Deal with it on its own again."""
    viewer, found = request.viewer, ticket_by(request.viewer, ticket)
    version = body.version if body else None
    return once(
        viewer=viewer,
        key=key,
        asked=["unmerge", found.pk, version],
        act=lambda: ticket_out(
            commands.unmerge_ticket(viewer=viewer, ticket_id=found.pk, version=version)
        ),
    )


@router.post("/tickets/{ticket}/split", response=TicketOut)
def ticket_split(request: Request, ticket: str, body: SplitIn, key: Key = "") -> Plain:
    """Make a ticket of its own of some entries; answers with the new one."""
    viewer, found, asked = request.viewer, ticket_by(request.viewer, ticket), body.model_dump()
    return once(
        viewer=viewer,
        key=key,
        asked=["split", found.pk, asked],
        act=lambda: ticket_out(commands.split_ticket(viewer=viewer, ticket_id=found.pk, **asked)),
    )
