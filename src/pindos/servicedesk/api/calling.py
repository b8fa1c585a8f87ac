"""Taking a call over HTTP: who it may be, and all of it in one request."""

from typing import Annotated

from ninja import Field, Schema, Status

from pindos.kernel.once import once
from pindos.kernel.web import Request
from pindos.servicedesk import commands
from pindos.servicedesk.api.acting import Key as Once
from pindos.servicedesk.api.acting import Plain
from pindos.servicedesk.api.asked import ImpactIn, Key, Named
from pindos.servicedesk.api.router import router
from pindos.servicedesk.api.told import TicketOut, ticket_out
from pindos.servicedesk.queries import find_callers

MOST = 20  # people


class CallerOut(Schema):
    """Somebody who may be calling."""

    id: int
    key: str
    name: str
    email: str
    phone: str
    service: str


class CallIn(Schema):
    """A call: for somebody of the register or a stranger, on a new ticket or on an open one."""

    requester: Annotated[Named | None, Field(description="id, key or e-mail")] = None
    caller: Annotated[str, Field(description="who called, when nobody of the register")] = ""
    caller_phone: str = ""
    prefecture: Annotated[Key | None, Field(description="where a stranger is")] = None
    ticket: Annotated[Named | None, Field(description="note it on this one instead")] = None
    title: str = ""
    description: str = ""
    category: Key | None = None
    impact: ImpactIn | None = None
    asset: Annotated[str, Field(description="inventory number of what it is about")] = ""
    answer: Annotated[str, Field(description="what solved it, if it is solved")] = ""
    spent: Annotated[str, Field(description="15 λ, 1:30, 90 (minutes)")] = ""


@router.get("/callers", response=list[CallerOut])
def list_callers(request: Request, q: str = "") -> list[CallerOut]:
    """People whom you serve, by telephone however typed, by name (Latin letters too) or e-mail."""
    found = find_callers(request.viewer, q, MOST)
    return [
        CallerOut(
            id=each.id,
            key=each.key,
            name=each.name,
            email=each.email,
            phone=each.phone,
            service=each.service,
        )
        for each in found
    ]


@router.post("/calls", response={201: TicketOut})
def call_take(request: Request, body: CallIn, key: Once = "") -> Status[Plain]:
    """Open a ticket for whoever calls, or note the call on one of theirs; solve it at once."""
    viewer, asked = request.viewer, body.model_dump()
    return Status(
        201,
        once(
            viewer=viewer,
            key=key,
            asked=["call", asked],
            act=lambda: ticket_out(commands.take_call(viewer=viewer, **asked)),
        ),
    )
