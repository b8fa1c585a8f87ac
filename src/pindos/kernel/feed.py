"""What has happened lately, for whoever may know."""

from django.db.models import Q, QuerySet

from pindos.kernel.models import Event
from pindos.kernel.terms import Audience


def events_of(unit_ids: frozenset[int]) -> QuerySet[Event]:
    """The sealed events of these units, by seq; an event of no unit is in no feed."""
    theirs = Q(unit_id__in=unit_ids) | Q(other_unit_id__in=unit_ids)
    return Event.objects.filter(theirs, audience=Audience.FEED, seq__isnull=False).order_by("seq")
