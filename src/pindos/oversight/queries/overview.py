"""Reading across all prefectures of an administration."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date, datetime, time, timedelta

from django.db.models import Count, F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pindos.kernel.access import Viewer
from pindos.kernel.errors import Forbidden
from pindos.kernel.replica import last_written, read_apart
from pindos.organisation.queries import (
    PlaceFacts,
    UnitFacts,
    prefecture_facts,
    prefectures,
    units_by_id,
    units_competent_everywhere,
)
from pindos.organisation.terms import Competence, Role
from pindos.oversight.rules import month_after, months_up_to, mood_of
from pindos.oversight.terms import Mood
from pindos.servicedesk.queries import Counts, counts_by_prefecture, unit_tickets_for
from pindos.servicedesk.terms import OPEN, State

OVERSEEING = (
    Role.DIRECTOR,
    Role.ADMINISTRATOR,
    Role.AUDITOR,
    Role.DIRECTORATE_STAFF,
    Role.HEAD,
)
MOST_LATE = 3  # tickets that are named
MOST_REFERRED = 2

Reported = dict[int, list[int]]


@dataclass(frozen=True, slots=True)
class Standing:
    """How one prefecture stands; ``reported`` counts the tickets of twelve months."""

    place: PlaceFacts
    counts: Counts
    reported: int
    mood: Mood


@dataclass(frozen=True, slots=True)
class Month:
    """How many tickets were reported in a month; ``up_to`` is set while it lasts."""

    first: date
    reported: int
    up_to: date | None = None


@dataclass(frozen=True, slots=True)
class Concern:
    """A ticket that wants attention: late since a moment, or with another unit since one."""

    number: str
    title: str
    prefecture: str
    unit: str
    late_at: datetime | None = None
    late_for: timedelta | None = None
    referred_at: datetime | None = None
    is_accepted: bool = False


@dataclass(frozen=True, slots=True)
class Overview:
    """The whole page: each prefecture (the worst first), the sums, the year, what to look at."""

    at: datetime
    units: list[UnitFacts]
    standings: list[Standing]
    total: Counts
    months: list[Month]
    concerns: list[Concern]

    @property
    def reported(self) -> int:
        """Tickets of twelve months, everywhere."""
        return sum(month.reported for month in self.months)


def overseen(viewer: Viewer) -> list[UnitFacts]:
    """The units competent for oversight (S1) over which the viewer's role extends."""
    reached = viewer.units_as(*OVERSEEING)
    found = units_competent_everywhere(Competence.OVERSEE) if reached else []
    return [unit for unit in found if unit.id in reached]


def overview(viewer: Viewer, now: datetime | None = None) -> Overview:
    """How all prefectures stand; refused (Forbidden) to those who do not oversee them."""
    now = now or timezone.now()
    units = overseen(viewer)
    if not units:
        raise Forbidden(_("The overview is for those who oversee all prefectures."))
    at = now
    return read_apart(lambda: _overview(viewer, units, at), last_written(viewer.account_id))


def _overview(viewer: Viewer, units: list[UnitFacts], now: datetime) -> Overview:
    firsts = months_up_to(timezone.localdate(now))
    counts = counts_by_prefecture(viewer, now)
    reported = _reported(viewer, firsts)
    places = _places(units, {*counts, *reported})
    standings = [_standing(place, counts.get(place.id, Counts()), reported) for place in places]
    standings.sort(key=lambda each: (list(Mood).index(each.mood), -each.counts.late))
    return Overview(
        at=now,
        units=units,
        standings=standings,
        total=_total(counts.values()),
        months=_months(firsts, reported, timezone.localdate(now)),
        concerns=_concerns(viewer, now, {place.id: place.name for place in places}),
    )


def _places(units: list[UnitFacts], ids: Iterable[int]) -> list[PlaceFacts]:
    """The prefectures of the administrations, and others that still have tickets, by name."""
    own = {unit.administration_id for unit in units}
    found = [place for place in prefectures() if place.administration_id in own]
    found += [prefecture_facts(pk) for pk in set(ids) - {place.id for place in found}]
    return sorted(found, key=lambda place: place.name)


def _standing(place: PlaceFacts, counts: Counts, reported: Reported) -> Standing:
    in_a_year = sum(reported.get(place.id, []))
    mood = mood_of(open=counts.open, late=counts.late, untaken=counts.untaken, reported=in_a_year)
    return Standing(place, counts, in_a_year, mood)


def _reported(viewer: Viewer, firsts: list[date]) -> Reported:
    """Tickets of each month by prefecture; one query, counted by the database."""
    starts = [_start(first) for first in [*firsts, month_after(firsts[-1])]]
    spans = zip(starts, starts[1:], strict=False)
    rows = (
        unit_tickets_for(viewer)
        .filter(opened_at__gte=starts[0])
        .order_by()
        .values_list("prefecture")
        .annotate(
            **{
                f"month_{index}": Count("pk", Q(opened_at__gte=start, opened_at__lt=end))
                for index, (start, end) in enumerate(spans)
            }
        )
    )
    return {prefecture: list(figures) for prefecture, *figures in rows}


def _start(first: date) -> datetime:
    return timezone.make_aware(datetime.combine(first, time()))


def _months(firsts: list[date], reported: Reported, today: date) -> list[Month]:
    sums = [sum(figures) for figures in zip(*reported.values(), strict=True)] or [0] * len(firsts)
    months = [Month(first, figure) for first, figure in zip(firsts, sums, strict=True)]
    return [*months[:-1], Month(months[-1].first, months[-1].reported, up_to=today)]


def _total(counts: Iterable[Counts]) -> Counts:
    rows = list(counts)
    oldest = [row.oldest for row in rows if row.oldest]
    sums = {
        field.name: sum(getattr(row, field.name) for row in rows)
        for field in fields(Counts)
        if field.name != "oldest"
    }
    return Counts(**sums, oldest=min(oldest, default=None))


def _concerns(viewer: Viewer, now: datetime, places: dict[int, str]) -> list[Concern]:
    """The tickets that are late for longest, then the referrals that wait for longest."""
    seen = unit_tickets_for(viewer)
    late = seen.filter(state__in=OPEN, late_at__lte=now).order_by("late_at", "pk")[:MOST_LATE]
    in_time = Q(late_at=None) | Q(late_at__gt=now)
    referred = (
        seen.filter(in_time, state=State.REFERRED, legs__ended_at=None)
        .annotate(began_at=F("legs__began_at"), accepted_at=F("legs__accepted_at"))
        .order_by("began_at", "pk")[:MOST_REFERRED]
    )
    shown = ("number", "title", "prefecture", "with_unit")
    rows = [
        *late.values(*shown, "late_at"),
        *referred.values(*shown, "began_at", "accepted_at"),
    ]
    units = units_by_id(row["with_unit"] for row in rows)
    return [
        Concern(
            number=row["number"],
            title=row["title"],
            prefecture=places[row["prefecture"]],
            unit=units[row["with_unit"]].name,
            late_at=row.get("late_at"),
            late_for=now - row["late_at"] if row.get("late_at") else None,
            referred_at=row.get("began_at"),
            is_accepted=row.get("accepted_at") is not None,
        )
        for row in rows
    ]
