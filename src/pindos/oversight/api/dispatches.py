"""What is sent each month, over HTTP."""

from datetime import date, datetime
from typing import Annotated, Any

from ninja import Schema, Status
from pydantic import Field

from pindos.kernel.filtering import After, Filter, Size, Sort
from pindos.kernel.pages import PAGE
from pindos.kernel.web import Request, may_change_settings
from pindos.oversight import commands
from pindos.oversight.api.router import router
from pindos.oversight.models import Dispatch
from pindos.oversight.queries import DISPATCHES, dispatch_by, dispatches_for, log_of

Short = Annotated[str, Field(max_length=200)]


class DispatchIn(Schema):
    """Who of which unit gets what: report, or view with its id; people by id, key or address."""

    unit: Short
    person: Short
    what: Short
    view: int | None = None


class DispatchEditIn(Schema):
    """Whether it is sent."""

    is_on: bool


class DispatchOut(Schema):
    """Something that is sent each month."""

    id: int
    unit_id: int
    person_id: int
    what: str
    view_id: int | None
    is_on: bool
    on_since: datetime


class DispatchPageOut(Schema):
    """Some of them, and what to send as after to get the next ones; empty at the end."""

    items: list[DispatchOut]
    next: str


class DispatchedOut(Schema):
    """What came of it in one month; ``letter`` is what became of the mail, in words."""

    month: date
    at: datetime
    fate: str
    why: str
    letter: str


class WholeDispatchOut(DispatchOut):
    """One with its log, the newest month first."""

    log: list[DispatchedOut]


@router.get("/dispatches", response=DispatchPageOut)
def list_dispatches(
    request: Request,
    filter: Filter = "",  # noqa: A002  the name callers use
    sort: Sort = "",
    after: After = "",
    size: Size = PAGE,
) -> Any:
    """What is sent of the units whose work you read."""
    viewer = request.viewer
    rows = DISPATCHES.narrowed(viewer, dispatches_for(viewer), DISPATCHES.read(filter))
    return DISPATCHES.page_of(rows, sort, after, size)


@router.post("/dispatches", response={201: DispatchOut})
def dispatch_add(request: Request, body: DispatchIn) -> Status[Dispatch]:
    """Let somebody get it from the next month on."""
    may_change_settings(request)
    asked = body.model_dump(exclude={"view"})
    return Status(201, commands.add_dispatch(viewer=request.viewer, view_id=body.view, **asked))


@router.get("/dispatches/{dispatch}", response=WholeDispatchOut)
def dispatch_show(request: Request, dispatch: int) -> dict[str, Any]:
    """One with what came of it."""
    row = dispatch_by(request.viewer, dispatch)
    told = ("month", "at", "fate", "why")
    log = [
        {**{name: getattr(line.row, name) for name in told}, "letter": line.letter}
        for line in log_of(row)
    ]
    return {**DispatchOut.from_orm(row).model_dump(), "log": log}


@router.post("/dispatches/{dispatch}/edit", response=DispatchOut)
def dispatch_edit(request: Request, dispatch: int, body: DispatchEditIn) -> Dispatch:
    """Send it no more, or again."""
    may_change_settings(request)
    return commands.edit_dispatch(viewer=request.viewer, dispatch_id=dispatch, is_on=body.is_on)
