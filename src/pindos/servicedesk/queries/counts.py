"""Figures over tickets, each made by one query."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min, Q
from django.utils import timezone

from pindos.kernel.access import Viewer
from pindos.servicedesk.models import Ticket
from pindos.servicedesk.queries.tickets import queue_of, unit_tickets_for
from pindos.servicedesk.rules import units_worked_by
from pindos.servicedesk.terms import OPEN, State


@dataclass(frozen=True, slots=True)
class Counts:
    """How a prefecture stands: how many are open, and of these how many in each way.

    ``untaken`` waits for the unit (new or came back, with nobody on it or a new answer),
    ``waiting`` for the user, ``referred`` for the Directorate; ``late`` is open for longer than
    its goal. ``oldest`` is when the oldest open one was reported.
    """

    open: int = 0
    untaken: int = 0
    waiting: int = 0
    referred: int = 0
    late: int = 0
    oldest: datetime | None = None


@dataclass(frozen=True, slots=True)
class DeskCounts:
    """What lies before somebody who works at the desk.

    ``asked`` are referrals to the viewer's units that nobody has accepted yet, ``with_us`` all
    that are there now; ``away`` are the viewer's units' own that are at the Directorate.
    """

    open: int = 0
    new: int = 0
    mine: int = 0
    waiting: int = 0
    returned: int = 0
    late: int = 0
    asked: int = 0
    with_us: int = 0
    away: int = 0


def counts_by_prefecture(viewer: Viewer, now: datetime | None = None) -> dict[int, Counts]:
    """How each prefecture stands, by its id; one with no open ticket is left out."""
    now = now or timezone.now()
    rows = (
        unit_tickets_for(viewer)
        .filter(state__in=OPEN)
        .order_by()
        .values_list("prefecture")
        .annotate(
            open=Count("pk"),
            untaken=Count("pk", Q(state__in=(State.NEW, State.RETURNED))),
            waiting=Count("pk", Q(state=State.WAITING)),
            referred=Count("pk", Q(state=State.REFERRED)),
            late=Count("pk", Q(late_at__lte=now)),
            oldest=Min("opened_at"),
        )
    )
    return {prefecture: Counts(*figures) for prefecture, *figures in rows}


def desk_counts(viewer: Viewer, now: datetime | None = None) -> DeskCounts:
    """How the viewer's own desk stands."""
    now = now or timezone.now()
    units = units_worked_by(viewer)
    if not units:
        return DeskCounts()
    ours, theirs = Q(unit__in=units), Q(state=State.REFERRED)
    figures = queue_of(viewer).aggregate(
        open=Count("pk"),
        new=Count("pk", Q(state=State.NEW)),
        mine=Count("pk", Q(assignee=viewer.person_id or 0)),
        waiting=Count("pk", ours & Q(state=State.WAITING)),
        returned=Count("pk", ours & Q(state=State.RETURNED)),
        late=Count("pk", Q(late_at__lte=now)),
        with_us=Count("pk", theirs & Q(with_unit__in=units)),
        away=Count("pk", theirs & ours),
    )
    untaken = Ticket.objects.filter(
        state=State.REFERRED, legs__unit__in=units, legs__ended_at=None, legs__accepted_at=None
    )
    return DeskCounts(asked=untaken.count(), **figures)
