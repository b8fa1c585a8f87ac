"""What a window meets: other work at the same place, holidays, people at work."""

from datetime import datetime, time, timedelta
from typing import NamedTuple

from django.db.models import Q
from django.utils import timezone

from pindos.changes.models import Affected, Change
from pindos.changes.options import CLOSES_AT, OPENS_AT
from pindos.changes.queries.changes import changes_for
from pindos.changes.rules import working_minutes
from pindos.changes.terms import COMING, PLANNED
from pindos.kernel.access import Viewer
from pindos.organisation.queries import (
    Holiday,
    holidays_between,
    prefectures,
    sites_by_id,
    units_by_id,
)

MOST = 20  # other changes that are named
MOST_IN_SPAN = 200  # of one calendar


class Hours(NamedTuple):
    """How much of a window disturbs people at work, and the holidays that it meets."""

    working: int  # minutes
    opens: time
    closes: time
    holidays: list[Holiday]


def conflicts_of(viewer: Viewer, change: Change) -> list[Change]:
    """Other work in the same window on the same unit, site or equipment, as far as it is read."""
    if change.starts_at is None or change.ends_at is None:
        return []
    same = Q(unit__in=change.units, is_named=True)
    same |= Q(site__in=change.sites) | Q(asset__in=change.assets)
    others = changes_for(viewer).filter(
        state__in=COMING, starts_at__lt=change.ends_at, ends_at__gt=change.starts_at
    )
    met = others.filter(pk__in=Affected.objects.filter(same).values("change"))
    return list(met.exclude(pk=change.pk).order_by("starts_at", "id")[:MOST])


def changes_in(
    viewer: Viewer, since: datetime, until: datetime, unit_id: int | None = None
) -> list[Change]:
    """Approved work in a span of time: of a unit or touching it; without one, the viewer's own.

    One's own is what one is responsible for, and what touches the units of one's posts.
    """
    rows = changes_for(viewer).filter(state__in=PLANNED, starts_at__lt=until, ends_at__gt=since)
    units = {post.unit_id for post in viewer.posts} if unit_id is None else {unit_id}
    touched = Affected.objects.filter(unit__in=units).values("change")
    wanted = Q(unit__in=units) | Q(pk__in=touched)
    if unit_id is None:
        wanted |= Q(responsible=viewer.person_id or 0)
    return list(rows.filter(wanted).order_by("starts_at", "id")[:MOST_IN_SPAN])


def hours_of(change: Change) -> Hours | None:
    """What the calendar says of the window; None without one."""
    if change.starts_at is None or change.ends_at is None:
        return None
    start, end = timezone.localtime(change.starts_at), timezone.localtime(change.ends_at)
    off = holidays_between(start.date(), end.date() + timedelta(days=1), _places(change))
    opens, closes = time(OPENS_AT.now()), time(CLOSES_AT.now())
    minutes = working_minutes(start, end, off.keys(), opens, closes)
    return Hours(minutes, opens, closes, [each for day in sorted(off) for each in off[day]])


def is_over(change: Change, now: datetime) -> bool:
    """Whether the window has passed."""
    return change.ends_at is not None and change.ends_at <= now


def _places(change: Change) -> frozenset[str]:
    """The prefectures whose own holidays count: of what is affected, else of the unit."""
    units = units_by_id([change.unit_id, *change.units]).values()
    ids = {site.prefecture_id for site in sites_by_id(change.sites).values()}
    ids |= {unit.prefecture_id for unit in units if unit.prefecture_id}
    return frozenset(place.key for place in prefectures() if place.id in ids)
