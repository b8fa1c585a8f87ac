"""What has happened, over HTTP: ask again with the last seq and nothing is missed."""

from datetime import datetime
from typing import Annotated, Any, cast

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import BeforeValidator, Field

from pindos.kernel.feed import events_of
from pindos.kernel.pages import PAGE
from pindos.kernel.web import Request
from pindos.organisation.queries import units_by_id
from pindos.organisation.terms import Role

router = Router(tags=["events"])

READERS = tuple(role for role in Role if role is not Role.EMPLOYEE)
After = Annotated[int, Field(ge=0, le=2**62), BeforeValidator(lambda value: value or 0)]
Size = Annotated[int, Field(ge=1, le=500)]


class EventOut(Schema):
    """One fact; an erased one has no payload."""

    seq: int
    name: str
    subject: str
    unit: str
    other_unit: str
    at: datetime
    payload: dict[str, Any] | None


class EventPageOut(Schema):
    """Some facts in order, and what to send as after to get those that follow, now or later."""

    items: list[EventOut]
    next: int


@router.get("/events", response=EventPageOut)
def list_events(request: HttpRequest, after: After = 0, size: Size = PAGE) -> EventPageOut:
    """What happened after a seq in the units that you see, in order."""
    viewer = cast(Request, request).viewer
    rows = list(events_of(viewer.units_as(*READERS)).filter(seq__gt=after)[:size])
    units = units_by_id({pk for row in rows for pk in (row.unit_id, row.other_unit_id) if pk})
    keys = {pk: unit.key for pk, unit in units.items()}
    items = [
        EventOut(
            seq=row.seq or 0,
            name=row.name,
            subject=row.subject,
            unit=keys.get(row.unit_id or 0, ""),
            other_unit=keys.get(row.other_unit_id or 0, ""),
            at=row.at,
            payload=row.payload,
        )
        for row in rows
    ]
    return EventPageOut(items=items, next=items[-1].seq if items else after)
