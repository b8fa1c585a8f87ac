"""Who reads a ticket, and why, over HTTP."""

from datetime import date, datetime
from typing import Annotated

from ninja import Schema
from pydantic import Field

from pindos.kernel.web import Request
from pindos.servicedesk.api.router import router
from pindos.servicedesk.api.told import PersonOut
from pindos.servicedesk.queries import Reader, Reason, reader_of, readers_of, ticket_by


class ReasonOut(Schema):
    """``sight`` is all or public; the position is there when the reason stands on one."""

    why: str
    sight: str
    since: datetime | None
    role: str | None
    unit: str | None
    until: date | None


class ReaderOut(Schema):
    """Somebody and all their reasons; without reasons they do not read it."""

    person: PersonOut
    sight: str
    can_sign_in: bool
    reasons: list[ReasonOut]


@router.get("/tickets/{ticket}/readers", response=list[ReaderOut])
def ticket_readers(
    request: Request, ticket: str, person: Annotated[str, Field(max_length=200)] = ""
) -> list[ReaderOut]:
    """Everybody who reads it today, or the one person asked about; for those who read all."""
    found = ticket_by(request.viewer, ticket)
    if person.strip():
        return [_reader_out(reader_of(request.viewer, found, person.strip()))]
    return [_reader_out(each) for each in readers_of(request.viewer, found)]


def _reader_out(reader: Reader) -> ReaderOut:
    return ReaderOut(
        person=PersonOut(id=reader.person.id, name=reader.person.name),
        sight=reader.sight,
        can_sign_in=reader.can_sign_in,
        reasons=[_reason_out(each) for each in reader.reasons],
    )


def _reason_out(reason: Reason) -> ReasonOut:
    held = reason.ground.position if reason.ground else None
    return ReasonOut(
        why=reason.why,
        sight=reason.sight,
        since=reason.since,
        role=held.role if held else None,
        unit=held.unit_key if held else None,
        until=held.ends_on if held else None,
    )
