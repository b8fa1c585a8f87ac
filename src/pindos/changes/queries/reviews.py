"""Emergencies that nobody has looked back at."""

from datetime import datetime, timedelta

from django.utils import timezone

from pindos.changes.models import Change
from pindos.changes.options import REVIEW_DAYS
from pindos.changes.terms import OVER, Kind


def reviews_due(now: datetime | None = None) -> list[Change]:
    """Those that should have been reviewed by now, the oldest first."""
    before = (now or timezone.now()) - timedelta(days=REVIEW_DAYS.now())
    rows = Change.objects.filter(state__in=OVER, kind=Kind.EMERGENCY, ended_at__lt=before)
    return list(rows.order_by("ended_at", "id")[:500])
