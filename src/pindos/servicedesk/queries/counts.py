"""Figures over tickets, each made by one query."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Min, Q, QuerySet, Value
from django.utils import timezone

from pindos.kernel.access import Viewer
from pindos.kernel.counting import Counted
from pindos.kernel.filtering import MOST_COUNTED
from pindos.kernel.filtering.days import midnight
from pindos.kernel.prepared import prepared
from pindos.organisation.rights import units_worked_by
from pindos.servicedesk.models import Ticket
from pindos.servicedesk.queries.tickets import FEW as FEW_UNITS
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

    ``to_do`` is theirs and waits for them, ``free`` waits for anybody; ``asked`` are referrals to
    the viewer's units that nobody has accepted yet, ``with_us`` all that are there now; ``away``
    are the viewer's units' own that are at the Directorate, ``returned`` those that came back.
    """

    open: int = 0
    to_do: int = 0
    free: int = 0
    returned: int = 0
    asked: int = 0
    with_us: int = 0
    away: int = 0


FIRST, FEW = MOST_URGENT_FIRST, 12  # on the first page
WAITS_FOR_ME = (State.NEW, State.ASSIGNED, State.RETURNED)


def open_counted(viewer: Viewer) -> Counted:
    """How many tickets are in the viewer's queue.

    Of few units what they answer for and what others sent them are counted apart, each in an
    index of its own; SQLite would look at each ticket.
    """
    units = units_worked_by(viewer)
    if not 0 < len(units) <= FEW_UNITS:
        return _queue.counted(units)
    return _theirs.counted(units)._replace(others=(_sent_to.counted(units),))


def waiting_counted(viewer: Viewer) -> Counted:
    """How many of them are the viewer's and wait for them."""
    return _mine.counted(units_worked_by(viewer), viewer.person_id or 0)


def waiting_for(viewer: Viewer) -> list[Ticket]:
    """The first of those that wait for the viewer, the most urgent first."""
    return _first_mine(units_worked_by(viewer), viewer.person_id or 0)


def waiting_for_anybody(viewer: Viewer) -> list[Ticket]:
    """The first of those that nobody has, the most urgent first."""
    return _first_free(units_worked_by(viewer))


def view_counts(viewer: Viewer, now: datetime) -> list[int]:
    """How many of the viewer's queue are in it, theirs, nobody's, with the user, away and late,
    and of how many the deadline is today; each up to one beyond what is counted."""
    units, person = units_worked_by(viewer), viewer.person_id or 0
    today = timezone.localdate(now)
    [found] = _views(units, person, now, midnight(today), midnight(today + timedelta(days=1)))
    return [min(number, MOST_COUNTED + 1) for number in found]


def _in_one_row(units: frozenset[int], **figures: Q) -> QuerySet[Ticket, tuple[int, ...]]:
    """How many of the queue are so, each way: the open ones of the units are looked at once."""
    whole = queue_of_units(units).order_by().annotate(all_of_them=Value(1)).values("all_of_them")
    counted = {f"n_{name}": Count("pk", condition) for name, condition in figures.items()}
    return whole.annotate(**counted).values_list(*counted)


@prepared
def _views(
    units: frozenset[int], person: int, now: datetime, since: datetime, until: datetime
) -> QuerySet[Ticket, tuple[int, ...]]:
    return _in_one_row(
        units,
        open=Q(),
        mine=Q(assignee=person),
        free=Q(assignee=None),
        waiting=Q(state=State.WAITING),
        away=Q(state=State.REFERRED),
        late=Q(late_at__lte=now),
        due=Q(late_at__gte=since, late_at__lt=until),
    )


@prepared
def _queue(units: frozenset[int]) -> QuerySet[Ticket]:
    return queue_of_units(units)


@prepared
def _theirs(units: frozenset[int]) -> QuerySet[Ticket]:
    return Ticket.objects.filter(unit__in=units, state__in=OPEN)


@prepared
def _sent_to(units: frozenset[int]) -> QuerySet[Ticket]:
    return Ticket.objects.filter(~Q(unit__in=units), with_unit__in=units, state__in=OPEN)


@prepared
def _mine(units: frozenset[int], person_id: int) -> QuerySet[Ticket]:
    return queue_of_units(units).filter(assignee=person_id, state__in=WAITS_FOR_ME)


@prepared
def _free(units: frozenset[int]) -> QuerySet[Ticket]:
    return queue_of_units(units).filter(assignee=None, state__in=WAITS_FOR_ME)


def _first(rows: QuerySet[Ticket]) -> QuerySet[Ticket]:
    """The most urgent; found by their ids, so that no whole rows of all others are sorted."""
    first = rows.order_by(*FIRST).values("pk")[:FEW]
    return Ticket.objects.filter(pk__in=first).order_by(*FIRST)


_first_mine = prepared(lambda units, person: _first(_mine.ask(units, person)))
_first_free = prepared(lambda units: _first(_free.ask(units)))


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


def desk_counts(viewer: Viewer) -> DeskCounts:
    """How the viewer's own desk stands."""
    units = units_worked_by(viewer)
    if not units:
        return DeskCounts()
    [figures] = _desk(units, viewer.person_id or 0)
    return DeskCounts(asked=_untaken.count(units), **dict(zip(OF_THE_QUEUE, figures, strict=True)))


OF_THE_QUEUE = ("open", "to_do", "free", "returned", "with_us", "away")


@prepared
def _desk(units: frozenset[int], person: int) -> QuerySet[Ticket, tuple[int, ...]]:
    ours, theirs, waits = Q(unit__in=units), Q(state=State.REFERRED), Q(state__in=WAITS_FOR_ME)
    return _in_one_row(
        units,
        open=Q(),
        to_do=waits & Q(assignee=person),
        free=waits & Q(assignee=None),
        returned=ours & Q(state=State.RETURNED),
        with_us=theirs & Q(with_unit__in=units),
        away=theirs & ours,
    )


@prepared
def _untaken(units: frozenset[int]) -> QuerySet[Ticket]:
    return Ticket.objects.filter(
        state=State.REFERRED, legs__unit__in=units, legs__ended_at=None, legs__accepted_at=None
    )
