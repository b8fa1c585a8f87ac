"""What has happened, over HTTP: ask again with the last seq and nothing is missed."""

from datetime import datetime
from typing import Annotated, Any, cast

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import BeforeValidator, Field

from pindos.kernel.pages import PAGE
from pindos.kernel.web import Request
from pindos.organisation.queries import event_facts, events_for

router = Router(tags=["events"])

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
    rows = events_for(cast(Request, request).viewer).filter(seq__gt=after)[:size]
    items = [EventOut(**each._asdict()) for each in event_facts(rows)]
    return EventPageOut(items=items, next=items[-1].seq if items else after)
