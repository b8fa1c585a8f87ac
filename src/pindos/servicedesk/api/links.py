"""Links between tickets over HTTP."""

from typing import Annotated

from ninja import Schema
from pydantic import Field

from pindos.kernel.once import once
from pindos.kernel.web import Request
from pindos.servicedesk import commands
from pindos.servicedesk.api.acting import Key, Plain
from pindos.servicedesk.api.asked import ActIn, Named
from pindos.servicedesk.api.router import router
from pindos.servicedesk.api.told import TicketOut, ticket_out, tickets_out
from pindos.servicedesk.queries import (
    children_of,
    links_of,
    ticket_by,
    tickets_like,
    unit_tickets_for,
)
from pindos.servicedesk.terms import Act, Tie


class LinkIn(ActIn):
    """Another ticket, by id or number however typed, and what it is to this one."""

    other: Named
    tie: Annotated[str, Field(json_schema_extra={"enum": list(Tie.values)})] = Tie.RELATED.value


class LinkOut(Schema):
    """What another ticket is to this one; ``left`` says why an act leaves a child, if it does."""

    tie: str
    ticket: TicketOut
    left: str = ""


@router.get("/tickets/{ticket}/links", response=list[LinkOut])
def ticket_links(request: Request, ticket: str) -> list[LinkOut]:
    """The tickets that belong to this one and that you see in full, the newest link first."""
    viewer = request.viewer
    found = ticket_by(viewer, ticket)
    if not unit_tickets_for(viewer).filter(pk=found.pk).exists():
        return []
    links = links_of(viewer, found)
    left = {
        each.ticket.pk: str(each.why_left or "")
        for each in children_of(viewer, found, Act.RESOLVE)
    }
    outs = tickets_out(link.ticket for link in links)
    return [
        LinkOut(
            tie=link.tie,
            ticket=out,
            left=left.get(out.id, "") if link.tie is Tie.CHILD else "",
        )
        for link, out in zip(links, outs, strict=True)
    ]


@router.get("/tickets/{ticket}/link/options", response=list[TicketOut])
def ticket_link_options(
    request: Request, ticket: str, q: Annotated[str, Field(max_length=100)] = ""
) -> list[TicketOut]:
    """Tickets that may be meant by a number or by words; words find the latest ones only."""
    found = ticket_by(request.viewer, ticket)
    return tickets_out(tickets_like(request.viewer, found, q))


@router.post("/tickets/{ticket}/link", response=TicketOut)
def ticket_link(request: Request, ticket: str, body: LinkIn, key: Key = "") -> Plain:
    """Say what another ticket is to this one."""
    return _link(request, ticket, body, key, is_new=True)


@router.post("/tickets/{ticket}/unlink", response=TicketOut)
def ticket_unlink(request: Request, ticket: str, body: LinkIn, key: Key = "") -> Plain:
    """Take that back."""
    return _link(request, ticket, body, key, is_new=False)


def _link(request: Request, ticket: str, body: LinkIn, key: str, *, is_new: bool) -> Plain:
    viewer, words = request.viewer, body.model_dump()
    found = ticket_by(viewer, ticket)
    command = commands.link_ticket if is_new else commands.unlink_ticket
    return once(
        viewer=viewer,
        key=key,
        asked=["link" if is_new else "unlink", found.pk, words],
        act=lambda: ticket_out(command(viewer=viewer, ticket_id=found.pk, **words)),
    )
