"""Work that comes round: which somebody may read, and on which days it comes."""

from collections.abc import Iterator
from datetime import date, datetime, time
from itertools import islice
from typing import NamedTuple

from django.db.models import QuerySet
from django.utils import timezone

from pindos.automation.models import Occurrence, Routine
from pindos.automation.options import OPENS_AT
from pindos.automation.rules import Day, Rhythm, days_of
from pindos.automation.terms import OPENING, Every, Shift
from pindos.clocks.queries import calendar_at
from pindos.kernel.access import Viewer
from pindos.kernel.errors import NotFound
from pindos.kernel.ids import possible_id
from pindos.kernel.models import Schedule
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
    return [day.on for day in coming_days(row, today)]


def coming_days(row: Routine, today: date) -> list[Day]:
    """The same, each with the day that its rhythm names: nobody works on some of these."""
    days = days_to_come(row, row.done_until)
    return list(islice((day for day in days if day.on >= today), SHOWN))


class Opening(NamedTuple):
    """The next ticket of a routine that is on: for which day, from when, whether it is due."""

    day: Day
    opens_at: datetime
    is_due: bool


def next_opening(row: Routine, now: datetime) -> Opening | None:
    """The first day that has not been dealt with; None when it is off or has ended."""
    day = next(days_to_come(row, row.done_until), None) if row.is_on else None
    if day is None:
        return None
    opens_at = datetime.combine(day.on, time(OPENS_AT.now()), timezone.get_current_timezone())
    is_too_early = timezone.localtime(now).hour < OPENS_AT.now()  # also for what is late
    return Opening(day, opens_at, opens_at <= now and not is_too_early)


def timer_of_routines() -> Schedule | None:
    """When the timer looked for what is due and looks again; None where it never ran."""
    return Schedule.objects.filter(name=OPENING).first()


def occurrences_of(row: Routine) -> list[Occurrence]:
    """The latest days of it, the newest first."""
    return list(row.occurrences.select_related("ticket").order_by("-on")[:SHOWN])
