"""What changed at the desk since the last working day, from the feed of the house."""

from datetime import date, datetime, time, timedelta
from itertools import groupby
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pindos.clocks.queries import calendar_at
from pindos.kernel.access import Viewer
from pindos.kernel.feed import events_of
from pindos.kernel.models import Event
from pindos.kernel.prepared import prepared
from pindos.organisation.queries import unit_facts
from pindos.organisation.rights import IN_OWN_UNIT, units_worked_by
from pindos.servicedesk.models import Ticket
from pindos.servicedesk.queries.tickets import reader_of_tickets, tickets_read_by

MOST = 14  # lines
LONGEST_REST = 15  # days; no office rests longer, and a calendar without work has no answer

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
    title: str  # empty when the ticket is no longer theirs to read
    url: str


class Day(NamedTuple):
    """The lines of a day."""

    day: date
    is_today: bool
    news: list[News]


def last_workday(viewer: Viewer, day: date) -> date:
    """The day before this one on which the viewer's office last worked."""
    places = {unit_facts(unit).prefecture_id for unit in viewer.posts_as(*IN_OWN_UNIT)}
    calendar = calendar_at(places.pop() if len(places) == 1 else None)
    before = (day - timedelta(days=back) for back in range(1, LONGEST_REST))
    return next(filter(calendar.is_workday, before), day - timedelta(days=1))


def news_for(viewer: Viewer, since: date, today: date) -> list[Day]:
    """What others did to the tickets of the viewer's units since a day, the latest first."""
    start = datetime.combine(since, time(), timezone.get_current_timezone())
    events = [
        (name, at, payload["number"])
        for name, at, payload in _latest(units_worked_by(viewer), start, viewer.account_id)
        if payload and payload.get("is_by_requester", True)
    ][:MOST]
    numbers = frozenset(number for _name, _at, number in events)
    titles = dict(_titles(*reader_of_tickets(viewer), numbers))
    lines = [
        News(at, *WORDS[name], number, titles.get(number, ""), _address(number))
        for name, at, number in events
    ]
    return [
        Day(day, day == today, list(found))
        for day, found in groupby(lines, lambda line: timezone.localdate(line.at))
    ]


@prepared
def _latest(
    units: frozenset[int], since: datetime, not_by: int | None
) -> QuerySet[Event, tuple[str, datetime, Any]]:
    events = events_of(units).filter(name__in=list(WORDS), at__gte=since)
    events = events.exclude(actor_id=not_by).order_by("-seq")
    return events.values_list("name", "at", "payload")[: MOST * 2]


@prepared
def _titles(
    person_id: int | None, units: frozenset[int], headed: frozenset[int], numbers: frozenset[str]
) -> QuerySet[Ticket, tuple[str | None, str]]:
    tickets = tickets_read_by(person_id, units, headed).filter(number__in=numbers)
    return tickets.values_list("number", "title")


def _address(number: str) -> str:
    return reverse("servicedesk:ticket-show", args=[number])
