"""What another calendar reads by a secret address: what its owner may see today, nothing else."""

from datetime import datetime, timedelta
from typing import NamedTuple

from django.db.models import QuerySet

from pindos.identity.queries import digest_of, has_access_today, viewer_of_account
from pindos.kernel.access import Viewer
from pindos.kernel.errors import NotFound
from pindos.kernel.happenings import Happening, happenings
from pindos.organisation.queries import UnitFacts, unit_facts
from pindos.organisation.rights import SEEING, units_seen_by
from pindos.servicedesk.models import CalendarFeed
from pindos.servicedesk.queries.due import Due, due_for

BEFORE, AHEAD = timedelta(days=30), timedelta(days=180)


class Fed(NamedTuple):
    """What falls due and what is planned, for one person or one unit."""

    person_id: int
    unit: UnitFacts | None
    due: list[Due]
    planned: list[Happening]


def feeds_of(viewer: Viewer) -> QuerySet[CalendarFeed]:
    """One's own addresses that still work."""
    rows = CalendarFeed.objects.filter(account=viewer.account_id or 0, revoked_at__isnull=True)
    return rows.order_by("id")


def fed_by(secret: str, now: datetime) -> Fed:
    """What is read by an address.

    NotFound in the same way for one that never was, one that was revoked, one whose owner has no
    access today or sees the unit no longer.
    """
    rows = CalendarFeed.objects.filter(digest=digest_of(secret), revoked_at__isnull=True)
    row = rows.first()
    if row is None or not has_access_today(row.person_id):
        raise NotFound
    viewer = viewer_of_account(row.account_id)
    if viewer.person_id != row.person_id or not viewer.holds(*SEEING):
        raise NotFound
    if row.unit_id is not None and row.unit_id not in units_seen_by(viewer):
        raise NotFound
    since, until = now - BEFORE, now + AHEAD
    return Fed(
        row.person_id,
        unit_facts(row.unit_id) if row.unit_id else None,
        due_for(viewer, since, until, row.unit_id),
        happenings(viewer, since, until, row.unit_id),
    )
