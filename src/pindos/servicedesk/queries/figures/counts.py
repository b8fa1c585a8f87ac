"""How many tickets were opened, solved, reopened, referred; and how old the open ones are."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from django.db.models import Case, Count, Q, QuerySet, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce
from django.utils import timezone

from pindos.kernel.filtering.days import midnight
from pindos.servicedesk.models import Stay, Ticket
from pindos.servicedesk.queries.figures.asked import By, Period, Scope
from pindos.servicedesk.terms import Began

NOTHING = 0  # the key of tickets without a category
BANDS = ((0, 0), (1, 7), (8, 30), (31, 90), (91, None))  # days since they were opened

Counted = dict[Any, int]


class Band(NamedTuple):
    """Tickets opened from a day up to a day (without one: earlier), so many days ago."""

    least: int
    most: int | None
    first: date | None
    last: date


def grouped(rows: QuerySet[Any], scope: Scope, moment: str, unit: str, prefix: str = "") -> Any:
    """The rows with the key of the group that each belongs to.

    COALESCE keeps SQLite from going by an index of the unit, through all rows of all times.
    """
    keys: dict[By, Callable[[], Any]] = {
        By.UNIT: lambda: Coalesce(f"{prefix}{unit}", Value(NOTHING)),
        By.PREFECTURE: lambda: Coalesce(f"{prefix}prefecture", Value(NOTHING)),
        By.CATEGORY: lambda: Coalesce(f"{prefix}category", Value(NOTHING)),
        By.MONTH: lambda: month_of(moment, scope.period.months),
    }
    return rows.annotate(key=keys[scope.by]())


def month_of(moment: str, months: Sequence[Period]) -> Combinable:
    """The place of the month in which a moment lies, counted from 0."""
    return Case(
        *(
            When(**{f"{moment}__lt": month.bounds[1]}, then=Value(place))
            for place, month in enumerate(months)
        ),
        default=Value(len(months)),
    )


def tickets_by(scope: Scope, moment: str) -> Counted:
    """Tickets whose moment (opened_at, solved_at) lies in the period, by group."""
    rows = Ticket.objects.filter(scope.of("unit"), scope.within(moment)).order_by()
    found = grouped(rows, scope, moment, "unit").values_list("key").annotate(n=Count("pk"))
    return dict(found)


def tickets_by_month(scope: Scope, moment: str, months: Sequence[Period]) -> list[int]:
    """The same for months in a row, whatever the groups are."""
    whole = Period(months[0].first, months[-1].end)
    rows = Ticket.objects.filter(scope.of("unit"), scope.within(moment, whole)).order_by()
    found = dict(
        rows.annotate(key=month_of(moment, months)).values_list("key").annotate(n=Count("pk"))
    )
    return [found.get(place, 0) for place in range(len(months))]


def happened_by(scope: Scope) -> dict[tuple[str, Any], int]:
    """Tickets that were referred and reopened in the period, by what happened and group."""
    rows = _happened(scope)
    found = (
        grouped(rows, scope, "began_at", "unit", "ticket__")
        .values_list("began_by", "key")
        .annotate(n=Count("ticket", distinct=True))
    )
    return {(began_by, key): count for began_by, key, count in found}


def happened(scope: Scope) -> Counted:
    """The same over all groups: what happened in two months to a ticket counts once."""
    rows = _happened(scope).values_list("began_by")
    return dict(rows.annotate(n=Count("ticket", distinct=True)))


def _happened(scope: Scope) -> QuerySet[Stay]:
    rows = Stay.objects.filter(began_by__in=(Began.REFERRED, Began.REOPENED))
    return rows.filter(scope.within("began_at"), scope.of("unit", "ticket__")).order_by()


def open_at(scope: Scope, at: datetime) -> QuerySet[Stay]:
    """What was open at a moment, by the leg in which it was then."""
    lasting = Q(ended_at__isnull=True) | Q(ended_at__gt=at)
    return Stay.objects.filter(lasting, scope.of("for_unit"), began_at__lte=at).order_by()


def open_by(scope: Scope, at: datetime) -> Counted:
    """What was open, by group; by months it has none."""
    if scope.by is By.MONTH:
        return {}
    rows = grouped(open_at(scope, at), scope, "began_at", "for_unit")
    return dict(rows.values_list("key").annotate(n=Count("pk")))


def bands_at(at: datetime) -> list[Band]:
    """The ages that are told apart, as days on which the tickets were opened."""
    today = timezone.localdate(at)
    return [
        Band(
            least,
            most,
            today - timedelta(days=most) if most is not None else None,
            today - timedelta(days=least),
        )
        for least, most in BANDS
    ]


def ages_at(scope: Scope, at: datetime) -> list[tuple[Band, int]]:
    """What was open, by how long ago it was opened."""
    bands = bands_at(at)
    counts = {f"band_{place}": Count("pk", _in(band)) for place, band in enumerate(bands)}
    found = open_at(scope, at).aggregate(**counts)
    return [(band, found[f"band_{place}"]) for place, band in enumerate(bands)]


def _in(band: Band) -> Q:
    before = Q(ticket__opened_at__lt=midnight(band.last + timedelta(days=1)))
    if band.first is None:
        return before
    return before & Q(ticket__opened_at__gte=midnight(band.first))
