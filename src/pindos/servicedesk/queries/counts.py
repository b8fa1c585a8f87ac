"""Figures over tickets, each made by one query."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db.models import Count, Min, Q, QuerySet, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from pindos.kernel.access import Viewer
from pindos.kernel.filtering import MOST_COUNTED
from pindos.kernel.filtering.days import midnight
from pindos.kernel.prepared import prepared
from pindos.organisation.rights import units_worked_by
from pindos.servicedesk.models import Ticket
from pindos.servicedesk.queries.tickets import (
    MOST_URGENT_FIRST,
    queue_of_units,
    unit_tickets_for,
)
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


NEVER = Value(datetime(9999, 1, 1, tzinfo=UTC))
FIRST, FEW = MOST_URGENT_FIRST, 12  # on the first page
WAITS_FOR_ME = (State.NEW, State.ASSIGNED, State.RETURNED)


def open_count(viewer: Viewer) -> int:
    """How many tickets are in the viewer's queue."""
    return _queue.count(units_worked_by(viewer))


def waiting_count(viewer: Viewer) -> int:
    """How many of them are the viewer's and wait for them."""
    return _mine.count(units_worked_by(viewer), viewer.person_id or 0)


def free_count(viewer: Viewer) -> int:
    """How many of them wait for anybody."""
    return _free.count(units_worked_by(viewer))


def waiting_for(viewer: Viewer) -> list[Ticket]:
    """The first of those that wait for the viewer, the most urgent first."""
    return _first_mine(units_worked_by(viewer), viewer.person_id or 0)


def waiting_for_anybody(viewer: Viewer) -> list[Ticket]:
    """The first of those that nobody has, the most urgent first."""
    return _first_free(units_worked_by(viewer))


def view_counts(viewer: Viewer, now: datetime) -> list[int]:
    """How many of the viewer's queue are in it, theirs, nobody's, with the user, away and late,
    and of how many the deadline is today."""
    units, person = units_worked_by(viewer), viewer.person_id or 0
    today = timezone.localdate(now)
    return [
        _open_view.count(units),
        _of_person.count(units, person),
        _of_nobody.count(units),
        _with_user.count(units),
        _away.count(units),
        _late.count(units, now),
        _due.count(units, midnight(today), midnight(today + timedelta(days=1))),
    ]


def _up_to(rows: QuerySet[Ticket]) -> QuerySet[Ticket]:
    return rows[: MOST_COUNTED + 1]


_open_view = prepared(lambda units: _up_to(queue_of_units(units)))
_of_person = prepared(lambda units, person: _up_to(queue_of_units(units).filter(assignee=person)))
# As expressions, which no index serves: SQLite would take all tickets of nobody, or all late ones
_of_nobody = prepared(
    lambda units: _up_to(
        queue_of_units(units).alias(whose=Coalesce("assignee_id", 0)).filter(whose=0)
    )
)
_with_user = prepared(lambda units: _up_to(queue_of_units(units).filter(state=State.WAITING)))
_away = prepared(lambda units: _up_to(queue_of_units(units).filter(state=State.REFERRED)))
_late = prepared(
    lambda units, now: _up_to(
        queue_of_units(units).alias(late=Coalesce("late_at", NEVER)).filter(late__lte=now)
    )
)
_due = prepared(
    lambda units, since, until: _up_to(
        queue_of_units(units)
        .alias(due=Coalesce("late_at", NEVER))
        .filter(due__gte=since, due__lt=until)
    )
)


@prepared
def _queue(units: frozenset[int]) -> QuerySet[Ticket]:
    return queue_of_units(units)


@prepared
def _mine(units: frozenset[int], person_id: int) -> QuerySet[Ticket]:
    return queue_of_units(units).filter(assignee=person_id, state__in=WAITS_FOR_ME)


@prepared
def _free(units: frozenset[int]) -> QuerySet[Ticket]:
    return queue_of_units(units).filter(assignee=None, state__in=WAITS_FOR_ME)


_first_mine = prepared(lambda units, person: _mine.ask(units, person).order_by(*FIRST)[:FEW])
_first_free = prepared(lambda units: _free.ask(units).order_by(*FIRST)[:FEW])


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
    [figures] = _desk(units, viewer.person_id or 0, now)
    return DeskCounts(asked=_untaken.count(units), **dict(zip(OF_THE_QUEUE, figures, strict=True)))


OF_THE_QUEUE = ("open", "new", "mine", "waiting", "returned", "late", "with_us", "away")


@prepared
def _desk(
    units: frozenset[int], person_id: int, now: datetime
) -> QuerySet[Ticket, tuple[int, ...]]:
    """One row: how many of the queue are so, each way."""
    ours, theirs = Q(unit__in=units), Q(state=State.REFERRED)
    whole = queue_of_units(units).order_by().annotate(all_of_them=Value(1)).values("all_of_them")
    figures = whole.annotate(
        n_open=Count("pk"),
        n_new=Count("pk", Q(state=State.NEW)),
        n_mine=Count("pk", Q(assignee=person_id)),
        n_waiting=Count("pk", ours & Q(state=State.WAITING)),
        n_returned=Count("pk", ours & Q(state=State.RETURNED)),
        n_late=Count("pk", Q(late_at__lte=now)),
        n_with_us=Count("pk", theirs & Q(with_unit__in=units)),
        n_away=Count("pk", theirs & ours),
    )
    return figures.values_list(*(f"n_{name}" for name in OF_THE_QUEUE))


@prepared
def _untaken(units: frozenset[int]) -> QuerySet[Ticket]:
    return Ticket.objects.filter(
        state=State.REFERRED, legs__unit__in=units, legs__ended_at=None, legs__accepted_at=None
    )
