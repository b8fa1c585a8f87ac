"""Service levels and the deadlines of a ticket over HTTP."""

from datetime import datetime
from typing import Annotated, Any

from ninja import Field, Schema

from pindos.clocks.commands import look_at
from pindos.clocks.queries import Explained
from pindos.kernel.web import Request, may_change_settings
from pindos.servicedesk import commands
from pindos.servicedesk.api.router import router
from pindos.servicedesk.queries import deadlines_of, in_words, levels, ticket_by
from pindos.servicedesk.rules import LevelFacts
from pindos.servicedesk.terms import PROMISES

Minutes = Annotated[int | None, Field(description="minutes of working time")]


class LevelOut(Schema):
    """What is promised, and for which tickets; null is any, or as the more general level."""

    scope: str
    priority: int | None
    category: str
    prefecture: str
    answer: int | None
    solution: int | None
    leg: int | None
    hours: str
    is_retired: bool
    version: int


class LevelPlanIn(Schema):
    """A level that is only looked at."""

    priority: str = ""
    category: str = ""
    prefecture: str = ""
    answer: Minutes = None
    solution: Minutes = None
    leg: Minutes = None
    hours: Annotated[str, Field(description="key of working hours")] = ""
    is_retired: bool = False


class LevelIn(LevelPlanIn):
    """A level as it is wanted; with ``version`` nobody's change is lost."""

    version: int | None = None


class LevelMovedOut(Schema):
    """An open deadline of a ticket that would move, ``by`` so many seconds."""

    ticket: int
    name: str
    key: str
    before: datetime
    after: datetime
    by: int


class LevelPlanOut(Schema):
    """As for working hours: ``look`` says by which ``/calendar-looks`` a job goes on with it."""

    running: int
    total: int
    earlier: int
    later: int
    most: list[LevelMovedOut]
    look: int | None


class PieceOut(Schema):
    """A time that counted or not: counted, paused, closed or day_off."""

    start: datetime
    end: datetime
    why: str
    name: str


class DeadlineOut(Schema):
    """A promise on a ticket; ``promised`` and ``spent`` in seconds of working time.

    ``due_at`` is null while it stands still; ``is_met`` is null while it runs.
    """

    key: str
    name: str
    hours: str
    promised: int
    spent: int
    started_at: datetime
    due_at: datetime | None
    stopped_at: datetime | None
    is_met: bool | None
    pieces: list[PieceOut]


@router.get("/levels", response=list[LevelOut])
def list_levels(request: Request) -> list[dict[str, Any]]:
    """All service levels; those of a priority alone first."""
    return [_out(each) for each in levels().values()]


@router.post("/levels", response=LevelOut)
def level_set(request: Request, body: LevelIn) -> dict[str, Any]:
    """Set what is promised for the tickets that are named; administrators."""
    may_change_settings(request)
    row = commands.set_level(viewer=request.viewer, **body.dict())
    return _out(levels()[row.scope])


@router.post("/levels/plan", response=LevelPlanOut)
def level_plan(request: Request, body: LevelPlanIn) -> dict[str, Any]:
    """Which open deadlines such a level would move, and by how much; changes nothing."""
    change = commands.change_of_level(viewer=request.viewer, **body.dict())
    looked = look_at(viewer=request.viewer, change=change, page=request.path)
    found = looked.told(request.viewer)
    return {**found, "most": [{**each, "ticket": each["about_id"]} for each in found["most"]]}


@router.get("/tickets/{ticket}/deadlines", response=list[DeadlineOut])
def ticket_deadlines(request: Request, ticket: str) -> list[dict[str, Any]]:
    """What is promised for a ticket, with every piece of time that counted or did not."""
    row = ticket_by(request.viewer, ticket)
    return [_deadline(each) for each in deadlines_of(row)]


def _out(level: LevelFacts) -> dict[str, Any]:
    [words] = in_words([level])
    said = level._asdict()
    return {**said, "scope": level.scope, "category": words.category, "prefecture": words.place}


def _deadline(each: Explained) -> dict[str, Any]:
    clock = each.clock
    return {
        "key": clock.key,
        "name": str(PROMISES[clock.key.partition(":")[0]]),
        "hours": clock.hours.key,
        "promised": clock.seconds,
        "spent": each.spent,
        "started_at": clock.started_at,
        "due_at": clock.due_at,
        "stopped_at": clock.stopped_at,
        "is_met": clock.is_met,
        "pieces": [piece._asdict() for piece in each.pieces],
    }
