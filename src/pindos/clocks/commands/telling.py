"""Which deadlines people are to be told of now: in working hours only, and each once."""

from datetime import datetime
from typing import NamedTuple

from django.db import transaction
from django.db.models import Q, QuerySet

from pindos.clocks.models import Clock
from pindos.clocks.queries.clocks import running
from pindos.clocks.queries.hours import schedules_of

AT_ONCE = 500  # clocks of one transaction


class Due(NamedTuple):
    """A clock of which people are to be told."""

    id: int
    about_id: int
    key: str
    unit_id: int
    due_at: datetime


def clocks_to_warn_of(about: str, now: datetime) -> list[Due]:
    """Those of a kind whose time is nearly over and of which nobody has been warned.

    Locked until the transaction ends, so that two processes never tell twice. One whose office
    is closed now waits until it opens; one that is late by then is told as late.
    """
    asked = Q(warn_at__lte=now, due_at__gt=now, warned_at__isnull=True)
    return _open_now(running(Clock.objects.filter(asked, about=about)), now)


def clocks_late(about: str, now: datetime) -> list[Due]:
    """Those of a kind whose time is over and of which nobody has been told."""
    asked = Q(due_at__lte=now, told_late_at__isnull=True)
    return _open_now(running(Clock.objects.filter(asked, about=about)), now)


def note_told(ids: list[int], now: datetime, *, is_late: bool) -> int:
    """Note that people were told; part of the transaction in which they are."""
    said = {"told_late_at": now, "warned_at": now} if is_late else {"warned_at": now}
    return Clock.objects.filter(pk__in=ids).update(**said)


def _open_now(rows: QuerySet[Clock], now: datetime) -> list[Due]:
    with transaction.atomic():
        locked = rows.select_for_update(skip_locked=True).order_by("due_at", "pk")[:AT_ONCE]
        found = list(locked)
    schedules = schedules_of(row.edition_id for row in found)
    return [
        Due(row.pk, row.about_id, row.key, row.unit_id, row.due_at)
        for row in found
        if row.due_at and schedules[row.edition_id].is_open_at(now)
    ]
