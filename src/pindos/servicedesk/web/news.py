"""What changed at the desk since the last working day, from the feed of the house."""

from datetime import date, datetime, time, timedelta
from itertools import groupby
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pindos.kernel.access import Viewer
from pindos.kernel.feed import events_of
from pindos.kernel.models import Event
from pindos.kernel.prepared import prepared
from pindos.organisation.rights import units_worked_by

MOST = 14  # lines
SATURDAY = 5

WORDS: dict[str, tuple[str, str, Promise]] = {  # event: shape, mood, what it says
    "servicedesk.TicketOpened": ("plus", "live", _("New:")),
    "servicedesk.TicketReplied": ("speech", "live", _("The person who asked wrote:")),
    "servicedesk.TicketReferred": ("refer", "live", _("Referred to the Directorate:")),
    "servicedesk.TicketAccepted": ("user", "", _("Accepted at the Directorate:")),
    "servicedesk.TicketReturned": ("help", "warn", _("Came back with a question:")),
    "servicedesk.TicketHandedBack": ("returned", "ok", _("Came back with an answer:")),
    "servicedesk.TicketRecalled": ("undo", "", _("Recalled:")),
    "servicedesk.TicketMoved": ("building", "", _("Came from another unit, or went there:")),
    "servicedesk.TicketResolved": ("ok", "ok", _("Solved:")),
    "servicedesk.TicketConfirmed": ("ok", "ok", _("Confirmed as solved:")),
    "servicedesk.TicketReopened": ("undo", "warn", _("Opened again:")),
}


class News(NamedTuple):
    """One line of what changed."""

    at: datetime
    shape: str
    mood: str
    words: Promise
    number: str
    url: str


class Day(NamedTuple):
    """The lines of a day."""

    day: date
    is_today: bool
    news: list[News]


def working_day_before(day: date) -> date:
    """The working day before this one, weekends left out (holidays are not known yet)."""
    before = day - timedelta(days=1)
    while before.weekday() >= SATURDAY:
        before -= timedelta(days=1)
    return before


def news_for(viewer: Viewer, today: date) -> list[Day]:
    """What others did to the tickets of the viewer's units, the latest first."""
    since = datetime.combine(working_day_before(today), time(), timezone.get_current_timezone())
    events = _latest(units_worked_by(viewer), since, viewer.account_id)
    lines = [
        News(at, *WORDS[name], payload["number"], _address(payload["number"]))
        for name, at, payload in events
        if payload and payload.get("is_by_requester", True)
    ]
    return [
        Day(day, day == today, list(found))
        for day, found in groupby(lines[:MOST], lambda line: timezone.localdate(line.at))
    ]


@prepared
def _latest(
    units: frozenset[int], since: datetime, not_by: int | None
) -> QuerySet[Event, tuple[str, datetime, Any]]:
    events = events_of(units).filter(name__in=list(WORDS), at__gte=since)
    events = events.exclude(actor_id=not_by).order_by("-seq")
    return events.values_list("name", "at", "payload")[: MOST * 2]


def _address(number: str) -> str:
    return reverse("servicedesk:ticket-show", args=[number])
