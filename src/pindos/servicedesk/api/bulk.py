"""One act on many tickets over HTTP."""

from datetime import datetime
from typing import Any

from ninja import Schema, Status

from pindos.kernel.filtering import Filter, Sort
from pindos.kernel.pages import page_of
from pindos.kernel.text import without_invisible
from pindos.kernel.web import Request
from pindos.servicedesk import commands
from pindos.servicedesk.api.router import router
from pindos.servicedesk.models import BulkAct
from pindos.servicedesk.queries import (
    bulk_act_by,
    bulk_acts_for,
    items_of,
    outcomes_of,
    tickets_for,
)
from pindos.servicedesk.queries.listed_work import BULK_ACTS


class BulkIn(Schema):
    """An act (take, assign, priority, reply, note, resolve, move, merge) on tickets by numbers.

    ``arguments`` are those of the act alone: person_id, impact and urgency, text, answer, unit
    and reason, or into (the number of the ticket that they are merged into).
    """

    verb: str
    tickets: list[str]
    arguments: dict[str, Any] = {}


class BulkOut(Schema):
    """Where it stands; ``outcomes`` says how many tickets came to which end."""

    id: int
    verb: str
    state: str
    made_at: datetime
    ended_at: datetime | None
    undone_at: datetime | None
    outcomes: dict[str, int]


class BulkItemOut(Schema):
    """One ticket of it, what came of it and why."""

    ticket: str
    outcome: str
    reason: str


class WholeBulkOut(BulkOut):
    """The same with its tickets, page by page."""

    items: list[BulkItemOut]
    next: str


class BulkPageOut(Schema):
    """Some of them, the newest first."""

    items: list[BulkOut]
    next: str


@router.post("/tickets/bulk/preview", response={201: WholeBulkOut})
def bulk_act_preview(request: Request, body: BulkIn) -> Status[WholeBulkOut]:
    """Look at what an act would do to each ticket; nothing is done yet."""
    return Status(201, _whole(request, _looked_at(request, body)))


@router.post("/tickets/bulk", response=WholeBulkOut)
def bulk_act_carry_out(request: Request, body: BulkIn) -> WholeBulkOut:
    """Look and carry out at once: a few now, many by the workers (state running)."""
    bulk = _looked_at(request, body)
    return _whole(request, commands.carry_out_bulk_act(viewer=request.viewer, bulk_id=bulk.pk))


@router.get("/tickets/bulk/acts", response=BulkPageOut)
def list_bulk_acts(
    request: Request,
    filter: Filter = "",  # noqa: A002  the name callers use
    sort: Sort = "",
    after: str = "",
) -> BulkPageOut:
    """Your own, and those of the units that you head."""
    rows = BULK_ACTS.narrowed(
        request.viewer, bulk_acts_for(request.viewer), BULK_ACTS.read(filter)
    )
    page = BULK_ACTS.page_of(rows, sort, after)
    return BulkPageOut(items=[BulkOut(**_facts(row)) for row in page.items], next=page.next)


@router.get("/tickets/bulk/{bulk}", response=WholeBulkOut)
def bulk_act_show(request: Request, bulk: int, after: str = "") -> WholeBulkOut:
    """One of them, ticket by ticket."""
    return _whole(request, bulk_act_by(request.viewer, bulk), after)


@router.post("/tickets/bulk/{bulk}/carry-out", response=WholeBulkOut)
def bulk_act_carry_out_previewed(request: Request, bulk: int) -> WholeBulkOut:
    """Do what was looked at."""
    done = commands.carry_out_bulk_act(viewer=request.viewer, bulk_id=bulk)
    return _whole(request, done)


@router.post("/tickets/bulk/{bulk}/undo", response=WholeBulkOut)
def bulk_act_undo(request: Request, bulk: int) -> WholeBulkOut:
    """Put back what it changed, where nobody has changed that since."""
    return _whole(request, commands.undo_bulk_act(viewer=request.viewer, bulk_id=bulk))


def _looked_at(request: Request, body: BulkIn) -> BulkAct:
    found = tickets_for(request.viewer).filter(
        number__in=[without_invisible(each) for each in body.tickets[:501]]
    )
    return commands.preview_bulk_act(
        viewer=request.viewer,
        verb=body.verb,
        ticket_ids=found.values_list("pk", flat=True),
        arguments=body.arguments,
    )


def _facts(bulk: BulkAct) -> dict[str, Any]:
    plain = ("verb", "state", "made_at", "ended_at", "undone_at")
    facts = {name: getattr(bulk, name) for name in plain}
    return {**facts, "id": bulk.pk, "outcomes": outcomes_of(bulk)}


def _whole(request: Request, bulk: BulkAct, after: str = "") -> WholeBulkOut:
    page = page_of(items_of(request.viewer, bulk), by=("id",), after=after, size=500)
    items = [
        BulkItemOut(ticket=each.ticket.number or "", outcome=each.outcome, reason=each.reason)
        for each in page.items
    ]
    return WholeBulkOut(**_facts(bulk), items=items, next=page.next)
