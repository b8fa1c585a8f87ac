"""The time spent on a ticket, over HTTP; for its units only."""

from datetime import date
from typing import Annotated, Any

from ninja import Schema
from pydantic import Field

from pindos.kernel.once import once
from pindos.kernel.web import Request
from pindos.servicedesk import commands
from pindos.servicedesk.api.acting import Key, person_id_of
from pindos.servicedesk.api.asked import Named
from pindos.servicedesk.api.router import router
from pindos.servicedesk.queries import efforts_of, ticket_by
from pindos.servicedesk.terms import NOTE_LENGTH

Plain = dict[str, Any]


class EffortOut(Schema):
    """An entry of time; ``who`` worked, ``by`` wrote it down."""

    id: int
    who: int
    by: int
    minutes: int
    on: date
    note: str


class EffortsOut(Schema):
    """All entries of a ticket, and their sum in minutes."""

    items: list[EffortOut]
    minutes: int


class CorrectTimeIn(Schema):
    """How long, as people write it: 1:30, 90, 1ω30, 15 λ, 1,5 ώρες."""

    spent: Annotated[str, Field(json_schema_extra={"maxLength": 100})]
    on: date | None = None
    note: Annotated[str, Field(json_schema_extra={"maxLength": NOTE_LENGTH})] = ""


class TimeIn(CorrectTimeIn):
    """The same, and of whom; nobody named: yours."""

    who: Annotated[Named | None, Field(description="id, key or e-mail")] = None


@router.get("/tickets/{ticket}/time", response=EffortsOut)
def ticket_time(request: Request, ticket: str) -> EffortsOut:
    """The time spent on a ticket; none for those who only asked."""
    rows = efforts_of(request.viewer, ticket_by(request.viewer, ticket))
    items = [
        EffortOut(
            id=row.pk, who=row.who_id, by=row.by_id, minutes=row.minutes, on=row.on, note=row.note
        )
        for row in rows
    ]
    return EffortsOut(items=items, minutes=sum(row.minutes for row in rows))


@router.post("/tickets/{ticket}/time", response=EffortsOut)
def ticket_spend_time(request: Request, ticket: str, body: TimeIn, key: Key = "") -> Plain:
    """Write down how long somebody worked on a ticket; the answer holds all entries."""
    who_id = person_id_of(request.viewer, body.who, field="who")
    words = {**body.model_dump(exclude={"who"}), "who_id": who_id}
    return _act(request, ticket, key, commands.spend_time, words)


@router.post("/tickets/{ticket}/time/{effort}/correct", response=EffortsOut)
def ticket_correct_time(
    request: Request, ticket: str, effort: int, body: CorrectTimeIn, key: Key = ""
) -> Plain:
    """Put an entry right: your own, or as the head."""
    words = {**body.model_dump(), "effort_id": effort}
    return _act(request, ticket, key, commands.correct_time, words)


@router.post("/tickets/{ticket}/time/{effort}/remove", response=EffortsOut)
def ticket_remove_time(request: Request, ticket: str, effort: int, key: Key = "") -> Plain:
    """Take an entry away: your own, or as the head."""
    return _act(request, ticket, key, commands.remove_time, {"effort_id": effort})


def _act(request: Request, ticket: str, key: str, command: Any, words: Plain) -> Plain:
    viewer, found = request.viewer, ticket_by(request.viewer, ticket)

    def act() -> Plain:
        command(viewer=viewer, ticket_id=found.pk, **words)
        return ticket_time(request, str(found.pk)).model_dump(mode="json")

    return once(viewer=viewer, key=key, asked=[command.__name__, found.pk, words], act=act)
