"""Watching tickets over HTTP."""

from collections.abc import Callable
from datetime import datetime
from typing import Annotated

from ninja import Schema
from pydantic import Field

from pindos.kernel.once import once
from pindos.kernel.web import Request
from pindos.servicedesk import commands
from pindos.servicedesk.api.acting import Key, Plain
from pindos.servicedesk.api.asked import Named
from pindos.servicedesk.api.router import router
from pindos.servicedesk.api.told import PersonOut, TicketOut, ticket_out
from pindos.servicedesk.models import Ticket
from pindos.servicedesk.queries import (
    addressable_on,
    possible_watchers,
    ticket_by,
    watchers_of,
)
from pindos.servicedesk.queries.outsiders import outsiders_on


class WatcherIn(Schema):
    """Somebody by id, key or e-mail."""

    person: Named


class WatcherOut(Schema):
    """Who watches; a follower reads by a right of their own."""

    person: PersonOut
    is_follower: bool


class AddressableOut(Schema):
    """Who can be addressed with @ and their login or name; in notes only who reads them."""

    person: PersonOut
    login: str
    reads_notes: bool


@router.get("/tickets/{ticket}/watchers", response=list[WatcherOut])
def ticket_watchers(request: Request, ticket: str) -> list[WatcherOut]:
    """Who watches it; who merely follows is told to those who see it in full."""
    found = ticket_by(request.viewer, ticket)
    return [
        WatcherOut(
            person=PersonOut(id=row.person.id, name=row.person.name), is_follower=row.is_follower
        )
        for row in watchers_of(request.viewer, found)
    ]


@router.get("/tickets/{ticket}/watchers/options", response=list[PersonOut])
def ticket_watcher_options(
    request: Request, ticket: str, q: Annotated[str, Field(max_length=100)] = ""
) -> list[PersonOut]:
    """Whom you may let watch it, by words of the name."""
    found = ticket_by(request.viewer, ticket)
    people = possible_watchers(request.viewer, found, q.strip())
    return [PersonOut(id=one.id, name=one.name) for one in people[:20]]


@router.get("/tickets/{ticket}/addressable", response=list[AddressableOut])
def ticket_addressable(request: Request, ticket: str) -> list[AddressableOut]:
    """Whom you can address in what you write on it."""
    found = ticket_by(request.viewer, ticket)
    return [
        AddressableOut(
            person=PersonOut(id=one.person.id, name=one.person.name),
            login=one.login,
            reads_notes=one.reads_notes,
        )
        for one in addressable_on(request.viewer, found)
    ]


@router.post("/tickets/{ticket}/watch", response=TicketOut)
def ticket_watch(request: Request, ticket: str, key: Key = "") -> Plain:
    """Hear from now on of what happens to it."""
    found = ticket_by(request.viewer, ticket)
    return once(
        viewer=request.viewer,
        key=key,
        asked=["watch", found.pk],
        act=lambda: ticket_out(commands.watch_ticket(viewer=request.viewer, ticket_id=found.pk)),
    )


@router.post("/tickets/{ticket}/unwatch", response=TicketOut)
def ticket_unwatch(request: Request, ticket: str, key: Key = "") -> Plain:
    """Hear of it no more; whoever was let in does not see it either from then on."""
    found = ticket_by(request.viewer, ticket)
    return once(
        viewer=request.viewer,
        key=key,
        asked=["unwatch", found.pk],
        act=lambda: ticket_out(commands.unwatch_ticket(viewer=request.viewer, ticket_id=found.pk)),
    )


@router.post("/tickets/{ticket}/add-watcher", response=TicketOut)
def ticket_add_watcher(request: Request, ticket: str, body: WatcherIn, key: Key = "") -> Plain:
    """Let somebody read what its requester reads, and hear of it."""
    viewer, found = request.viewer, ticket_by(request.viewer, ticket)
    return once(
        viewer=viewer,
        key=key,
        asked=["add-watcher", found.pk, body.person],
        act=lambda: ticket_out(
            commands.add_watcher(viewer=viewer, ticket_id=found.pk, person=body.person)
        ),
    )


class WatcherByIdIn(Schema):
    """Somebody who watches, by id."""

    person: int


@router.post("/tickets/{ticket}/remove-watcher", response=TicketOut)
def ticket_remove_watcher(
    request: Request, ticket: str, body: WatcherByIdIn, key: Key = ""
) -> Plain:
    """Let somebody watch it no more."""
    viewer, found = request.viewer, ticket_by(request.viewer, ticket)
    return once(
        viewer=viewer,
        key=key,
        asked=["remove-watcher", found.pk, body.person],
        act=lambda: ticket_out(
            commands.remove_watcher(viewer=viewer, ticket_id=found.pk, person_id=body.person)
        ),
    )


class OutsiderOut(Schema):
    """Somebody outside the register whose message is on it; ``quiet_since``: hears no more."""

    address: str
    name: str
    since: datetime
    quiet_since: datetime | None


class OutsiderIn(Schema):
    """An address outside the register."""

    address: Annotated[str, Field(max_length=250)]


@router.get("/tickets/{ticket}/outsiders", response=list[OutsiderOut])
def ticket_outsiders(request: Request, ticket: str) -> list[OutsiderOut]:
    """Who outside the register hears of it by mail; told to those who see it in full."""
    found = outsiders_on(request.viewer, ticket_by(request.viewer, ticket))
    return [
        OutsiderOut(
            address=row.address, name=row.name, since=row.since, quiet_since=row.quiet_since
        )
        for row in found
    ]


@router.post("/tickets/{ticket}/remove-outsider", response=TicketOut)
def ticket_remove_outsider(
    request: Request, ticket: str, body: OutsiderIn, key: Key = ""
) -> Plain:
    """Let an address outside the register hear of it no more."""
    return _outside(request, ticket, body, key, "remove-outsider", commands.remove_outsider)


@router.post("/tickets/{ticket}/add-outsider", response=TicketOut)
def ticket_add_outsider(request: Request, ticket: str, body: OutsiderIn, key: Key = "") -> Plain:
    """Let one who was taken off hear of it again."""
    return _outside(request, ticket, body, key, "add-outsider", commands.add_outsider)


def _outside(
    request: Request,
    ticket: str,
    body: OutsiderIn,
    key: str,
    name: str,
    do: Callable[..., Ticket],
) -> Plain:
    viewer, found = request.viewer, ticket_by(request.viewer, ticket)
    return once(
        viewer=viewer,
        key=key,
        asked=[name, found.pk, body.address],
        act=lambda: ticket_out(do(viewer=viewer, ticket_id=found.pk, address=body.address)),
    )
