"""What planned work is announced to people whom it concerns: where they sit, where they serve."""

from datetime import datetime, timedelta
from typing import NamedTuple

from django.db.models import Q, QuerySet
from django.utils import timezone

from pindos.changes.models import Affected, Change
from pindos.changes.terms import PLANNED, State
from pindos.kernel.access import Viewer
from pindos.kernel.errors import NotFound
from pindos.kernel.prepared import prepared
from pindos.organisation.queries import site_of_person, units_above

AHEAD = timedelta(days=7)
MOST = 5  # on the first page


class Announced(NamedTuple):
    """What everybody affected may know of a change; ``downtime`` is in minutes."""

    id: int
    title: str
    service: str
    starts_at: datetime
    ends_at: datetime
    downtime: int | None
    state: str
    is_moved: bool

    @property
    def is_off(self) -> bool:
        """Whether it was called off after people had been told."""
        return self.state == State.CANCELLED

    def is_now(self, now: datetime) -> bool:
        """Whether it is under way, or should be."""
        return self.starts_at <= now < self.ends_at and not self.is_off


def announced_to(viewer: Viewer) -> QuerySet[Change]:
    """Approved work that affects the viewer's building or unit, and what of it was called off."""
    if viewer.person_id is None:
        return Change.objects.none()
    return _touching(viewer.person_id, _own_units(viewer))


def _own_units(viewer: Viewer) -> frozenset[int]:
    return frozenset(post.unit_id for post in viewer.posts)


def _touching(person_id: int, own: frozenset[int]) -> QuerySet[Change]:
    here = Q(site__in=site_of_person(person_id))
    here |= Q(is_named=True, unit__in=units_above(own))
    known = Q(state__in=PLANNED) | Q(state=State.CANCELLED, announced_at__isnull=False)
    touched = Affected.objects.filter(here).values("change")
    return Change.objects.filter(known, pk__in=touched, starts_at__isnull=False)


def planned_now(viewer: Viewer, now: datetime | None = None) -> list[Announced]:
    """What concerns the viewer now and in the week to come, by time; one query."""
    now = now or timezone.now()
    if viewer.person_id is None:
        return []
    return [
        announced(row) for row in _soon(viewer.person_id, _own_units(viewer), now, now + AHEAD)
    ]


@prepared
def _soon(person_id: int, own: frozenset[int], now: datetime, until: datetime) -> QuerySet[Change]:
    rows = _touching(person_id, own).filter(ends_at__gt=now, starts_at__lt=until)
    return rows.order_by("starts_at", "id")[:MOST]


def announcement(viewer: Viewer, change_id: int) -> Announced:
    """One of them; NotFound when it does not concern the viewer."""
    found = announced_to(viewer).filter(pk=min(max(change_id, 0), 2**63 - 1)).first()
    if found is None:
        raise NotFound
    return announced(found)


def announced(row: Change) -> Announced:
    """What of a change everybody affected may know."""
    assert row.starts_at and row.ends_at
    return Announced(
        row.pk,
        row.title,
        row.service,
        row.starts_at,
        row.ends_at,
        row.downtime,
        row.state,
        row.moved_at is not None,
    )
