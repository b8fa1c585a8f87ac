"""What has happened lately, for whoever may know."""

from datetime import datetime
from typing import NamedTuple

from django.db.models import Model, Q, QuerySet

from pindos.kernel.models import Event
from pindos.kernel.terms import Audience


def events_of(unit_ids: frozenset[int]) -> QuerySet[Event]:
    """The sealed events of these units, by seq; an event of no unit is in no feed."""
    theirs = Q(unit_id__in=unit_ids) | Q(other_unit_id__in=unit_ids)
    return Event.objects.filter(theirs, audience=Audience.FEED, seq__isnull=False).order_by("seq")


class LastChange(NamedTuple):
    """Who changed a thing last (nobody: the house, by rule), and when."""

    actor_id: int | None
    at: datetime


def last_change_of(thing: Model) -> LastChange | None:
    """Who changed a field of this row last, for whoever comes too late with an older version."""
    subject = f"{thing._meta.label_lower}:{thing.pk}"
    changed = Event.objects.filter(subject=subject, changes__isnull=False).order_by("-id")
    row = changed.values_list("actor_id", "at").first()
    return LastChange(*row) if row else None
