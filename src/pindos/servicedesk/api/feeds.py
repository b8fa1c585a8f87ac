"""Secret addresses of one's calendar, over HTTP."""

from datetime import datetime

from django.urls import reverse
from ninja import Schema, Status

from pindos.kernel.web import Request
from pindos.organisation.queries import units_by_id
from pindos.servicedesk import commands
from pindos.servicedesk.api.router import router
from pindos.servicedesk.models import CalendarFeed
from pindos.servicedesk.queries import feeds_of


class FeedIn(Schema):
    """Whose work: a unit by its key, or without one your own."""

    unit: str = ""


class FeedOut(Schema):
    """An address that works; the address itself was told once."""

    id: int
    unit: str
    made_at: datetime


class NewFeedOut(FeedOut):
    """The same with the address, which is told now and never again."""

    address: str


@router.get("/calendar/feeds", response=list[FeedOut])
def list_calendar_feeds(request: Request) -> list[FeedOut]:
    """Your addresses that still work."""
    return [_out(row) for row in feeds_of(request.viewer)]


@router.post("/calendar/feeds", response={201: NewFeedOut})
def calendar_feed_make(request: Request, body: FeedIn) -> Status[NewFeedOut]:
    """A new address by which another calendar reads due work (iCalendar, RFC 5545)."""
    row, secret = commands.make_calendar_feed(viewer=request.viewer, unit=body.unit)
    address = request.build_absolute_uri(reverse("servicedesk:calendar-feed", args=[secret]))
    return Status(201, NewFeedOut(**_out(row).model_dump(), address=address))


@router.post("/calendar/feeds/{int:feed}/revoke", response={204: None})
def calendar_feed_revoke(request: Request, feed: int) -> Status[None]:
    """Let nobody read by it any more."""
    commands.revoke_calendar_feed(viewer=request.viewer, feed_id=feed)
    return Status(204, None)


def _out(row: CalendarFeed) -> FeedOut:
    unit = units_by_id([row.unit_id]).get(row.unit_id) if row.unit_id else None
    return FeedOut(id=row.pk, unit=unit.key if unit else "", made_at=row.made_at)
