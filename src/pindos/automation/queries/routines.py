"""Work that comes round: which somebody may read, and on which days it comes."""

from collections.abc import Iterator
from datetime import date
from itertools import islice

from django.db.models import QuerySet

from pindos.automation.models import Occurrence, Routine
from pindos.automation.rules import Day, Rhythm, days_of
from pindos.automation.terms import Every, Shift
from pindos.clocks.queries import calendar_at
from pindos.kernel.access import Viewer
from pindos.kernel.errors import NotFound
from pindos.kernel.ids import possible_id
from pindos.organisation.queries import unit_facts
from pindos.organisation.rights import units_seen_by

SHOWN = 12  # of the days to come


def routines_for(viewer: Viewer) -> QuerySet[Routine]:
    """Those of the units whose work the viewer reads."""
    return Routine.objects.filter(unit__in=units_seen_by(viewer))


def routine_by(viewer: Viewer, routine_id: int) -> Routine:
    """One of them; NotFound when it is not theirs to see."""
    rows = routines_for(viewer).select_related("unit", "requester", "assign_to")
    row = rows.filter(pk=possible_id(routine_id)).first()
    if row is None:
        raise NotFound
    return row


def rhythm_of(row: Routine) -> Rhythm:
    """How it comes round."""
    return Rhythm(
        Every(row.every), row.begins, row.step, row.day, row.weekday, row.nth, Shift(row.shift)
    )


def days_to_come(row: Routine, after: date | None) -> Iterator[Day]:
    """The days named after one, by the calendar of the unit's office, up to its end."""
    calendar = calendar_at(unit_facts(row.unit_id).prefecture_id)
    for day in days_of(rhythm_of(row), calendar.is_workday, after):
        if row.ends is not None and day.named > row.ends:
            return
        yield day


def next_days(row: Routine, today: date) -> list[date]:
    """The next twelve days on which it opens a ticket."""
    days = days_to_come(row, row.done_until)
    return list(islice((day.on for day in days if day.on >= today), SHOWN))


def occurrences_of(row: Routine) -> list[Occurrence]:
    """The latest days of it, the newest first."""
    return list(row.occurrences.select_related("ticket").order_by("-on")[:SHOWN])
