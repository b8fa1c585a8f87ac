"""Working hours as they stand, and the editions by which clocks run."""

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache, partial
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils.timezone import now as moment
from django.utils.translation import override

from pindos.clocks.models import Edition, OfficeHours
from pindos.clocks.rules import Calendar, Hours, Schedule, hours_read
from pindos.clocks.rules.hours import in_order
from pindos.clocks.terms import OFFICE, SHIPPED
from pindos.kernel.errors import NotFound
from pindos.kernel.held import Held
from pindos.kernel.prepared import keyed
from pindos.organisation.queries import Feast, feasts, holidays_between, places_by_id
from pindos.organisation.queries.language import in_language

MOST_SCHEDULES = 256  # editions whose table a process keeps
SETTLED = timedelta(minutes=2)  # longer than any transaction
YEARS = 40  # of holidays in an edition: from the decade before this one


class HoursFacts(NamedTuple):
    """Hours as they stand; ``version`` is 0 for shipped ones that nobody has changed."""

    key: str
    name: str
    week: tuple[str, ...]
    keeps_holidays: bool
    is_retired: bool
    row_id: int | None
    version: int


def _read() -> list[OfficeHours]:
    return list(OfficeHours.objects.order_by("name", "id"))


def _mark() -> list[tuple[int, int]]:
    return list(OfficeHours.objects.order_by("id").values_list("id", "version"))


_rows = Held(_read, _mark)


def forget_hours() -> None:
    """Read the hours anew at the next question, for whoever has changed them."""
    _rows.forget()


def all_hours() -> dict[str, HoursFacts]:
    """Every hours by their key: those that the house brings first."""
    found = {
        key: HoursFacts(key, str(each.name), each.week, each.keeps_holidays, False, None, 0)
        for key, each in SHIPPED.items()
    }
    for row in _rows.now():
        found[row.key] = facts_of(row)
    return found


def facts_of(row: OfficeHours) -> HoursFacts:
    """A row as others may have it."""
    week = tuple(row.week)
    return HoursFacts(
        row.key, row.name, week, row.keeps_holidays, row.is_retired, row.pk, row.version
    )


def hours_called(key: str) -> HoursFacts:
    """Hours by their key; NotFound for unknown ones."""
    found = all_hours().get(key)
    if found is None:
        raise NotFound
    return found


def content_of(hours: HoursFacts, prefecture_id: int, known: Sequence[Feast] | None = None) -> str:
    """What an edition of these hours says at a place, as one line of JSON.

    ``known`` are other holidays than those that stand now, to see what they would do.
    """
    first = moment().year // 10 * 10 - 10
    place = next(iter(places_by_id([prefecture_id])), None)
    keys = (place.key,) if place and hours.keeps_holidays else ()
    days = tuple(feasts() if known is None else known) if hours.keeps_holidays else ()
    return _content(hours.week, hours.keeps_holidays, keys, first, days)


@lru_cache(maxsize=MOST_SCHEDULES)
def _content(
    texts: tuple[str, ...],
    keeps_holidays: bool,
    prefectures: tuple[str, ...],
    first: int,
    days: tuple[Feast, ...],
) -> str:
    said = {
        "week": read_week(texts),
        "zone": settings.TIME_ZONE,
        "days_off": _days_off(prefectures, first, first + YEARS, days) if keeps_holidays else {},
    }
    return _line(said)


def _line(said: Mapping[str, Any]) -> str:
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def read_week(texts: Iterable[str]) -> list[tuple[Hours, ...]]:
    """Seven days in minutes; what runs past midnight is the next day's. Raises BadHours."""
    days: list[list[Hours]] = [[] for _each in range(7)]
    for weekday, text in enumerate(texts):
        today, tomorrow = hours_read(text)
        days[weekday] += today
        days[(weekday + 1) % 7] += tomorrow
    return [in_order(day) for day in days]


def _days_off(
    prefectures: Collection[str], first: int, last: int, known: Sequence[Feast]
) -> dict[str, list[str]]:
    start, end = date(first, 1, 1), date(last, 1, 1)
    found: dict[str, list[str]] = {}
    for language in ("el", "en"):
        with override(language):
            for day, those in holidays_between(start, end, prefectures, known).items():
                names = found.setdefault(day.isoformat(), [])
                names.append(", ".join(each.name for each in those))
    return found


def calendar_at(prefecture_id: int | None) -> Calendar:
    """When the offices of a place work: the hours of the house, the holidays of the place."""
    content = content_of(hours_called(OFFICE), prefecture_id or 0)
    return schedule_from(content).calendar


class Running(NamedTuple):
    """What a clock runs by: the id of an edition, and its table of working time."""

    edition_id: int
    schedule: Schedule


def running_by(hours: HoursFacts, prefecture_id: int) -> Running:
    """What a clock at a place runs by now; a new edition if the calendar has moved."""
    content = content_of(hours, prefecture_id)
    return Running(edition_for(content), schedule_from(content))


def _read_editions() -> dict[str, int]:
    """Those that have stood for a while: a newer one may still be undone with its transaction."""
    settled = Edition.objects.filter(made_at__lte=moment() - SETTLED)
    return dict(settled.order_by("-id").values_list("digest", "pk")[:MOST_SCHEDULES])


def _mark_editions() -> int:
    settled = Edition.objects.filter(made_at__lte=moment() - SETTLED)
    return settled.order_by("-id").values_list("pk", flat=True).first() or 0


_editions = Held(_read_editions, _mark_editions)


def edition_for(content: str) -> int:
    """The id of the edition that says this."""
    digest = _digest_of(content)
    kept = _editions.now()
    if known := kept.get(digest):
        return known
    if (standing := _edition_called.first(digest)) is not None:
        # It may be of the transaction that is under way: it is kept when that has stood.
        transaction.on_commit(partial(kept.__setitem__, digest, standing))
        return standing
    row, _is_new = Edition.objects.get_or_create(
        digest=digest, defaults={"content": json.loads(content)}
    )
    return row.pk


@lru_cache(maxsize=MOST_SCHEDULES)
def _digest_of(content: str) -> str:
    return hashlib.sha256(content.encode()).hexdigest()


@keyed
def _edition_called(digest: str) -> QuerySet[Edition, int]:
    return Edition.objects.filter(digest=digest).values_list("pk", flat=True)


@lru_cache(maxsize=MOST_SCHEDULES)
def schedule_from(content: str) -> Schedule:
    """The table of working time that an edition's content gives."""
    said: Mapping[str, Any] = json.loads(content)
    week = tuple(tuple(Hours(*each) for each in day) for day in said["week"])
    days_off = {
        date.fromisoformat(day): "|".join(names) for day, names in said["days_off"].items()
    }
    return Schedule(Calendar(week, days_off, ZoneInfo(said["zone"])))


_known: dict[str, Schedule] = {}  # by the digest of what they were made from


def schedules_of(edition_ids: Iterable[int]) -> dict[int, Schedule]:
    """The tables of working time of some editions."""
    rows = Edition.objects.filter(pk__in=set(edition_ids))
    digests = dict(rows.values_list("pk", "digest"))
    unknown = [digest for digest in digests.values() if digest not in _known]
    if unknown:
        if len(_known) > MOST_SCHEDULES:
            _known.clear()
        for row in Edition.objects.filter(digest__in=unknown):
            _known[row.digest] = schedule_from(_line(row.content))
    return {pk: _known[digest] for pk, digest in digests.items()}


def name_of_day_off(name: str) -> str:
    """The name of a day off in this language; an edition keeps it in Greek and English."""
    greek, _bar, english = name.partition("|")
    return in_language(greek, english)
