"""What has happened lately, for whoever may know."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from django.db.models import Max, Model, Q, QuerySet

from pindos.kernel.models import Change, Event
from pindos.kernel.terms import Audience


def events_of(unit_ids: frozenset[int]) -> QuerySet[Event]:
    """The sealed events of these units, by seq; an event of no unit is in no feed."""
    theirs = Q(unit_id__in=unit_ids) | Q(other_unit_id__in=unit_ids)
    return Event.objects.filter(theirs, audience=Audience.FEED, seq__isnull=False).order_by("seq")


class LastChange(NamedTuple):
    """Who changed a thing last (nobody: the house, by rule), and when."""

    actor_id: int | None
    at: datetime


def last_changes_of(thing: Model, fields: Iterable[str]) -> dict[str, LastChange]:
    """Who changed each of these fields of a row last, where the trail still knows; one query."""
    subject = f"{thing._meta.label_lower}:{thing.pk}"
    rows = Change.objects.filter(event__subject=subject, field__in=list(fields))
    found = rows.order_by("event_id").values_list("field", "event__actor_id", "event__at")
    return {field: LastChange(actor_id, at) for field, actor_id, at in found}


def last_changed(things: Iterable[Model]) -> dict[int, LastChange]:
    """Who changed each of several rows of one table last, by their ids, in one query."""
    subjects = {f"{thing._meta.label_lower}:{thing.pk}": thing.pk for thing in things}
    latest = Event.objects.filter(subject__in=subjects).values("subject").annotate(last=Max("id"))
    rows = Event.objects.filter(pk__in=latest.values("last"))
    return {
        subjects[subject]: LastChange(actor_id, at)
        for subject, actor_id, at in rows.values_list("subject", "actor_id", "at")
    }
