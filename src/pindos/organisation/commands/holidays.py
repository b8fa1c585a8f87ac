"""Keeping the days on which nobody works; deadlines follow."""

from dataclasses import dataclass
from secrets import token_hex
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from pindos.kernel.access import Viewer
from pindos.kernel.errors import Forbidden, Invalid, Refused, Words, in_one_line
from pindos.kernel.events import emit
from pindos.kernel.text import fold
from pindos.kernel.versions import NOTHING_SEEN, Seen, to_write, write
from pindos.organisation.commands.rights import right_over_place
from pindos.organisation.commands.words import cleaned
from pindos.organisation.events import HolidaySet
from pindos.organisation.holidays.days import BadDay, falls_read
from pindos.organisation.models import DayOff, Prefecture
from pindos.organisation.queries.holidays import (
    Feast,
    all_feasts,
    feast_called,
    feast_of,
    forget_holidays,
)
from pindos.organisation.queries.places import living_prefectures, prefecture_named
from pindos.organisation.queries.units import administration_held
from pindos.organisation.terms import Outcome, Role

MOST_LINES = 2_000
MOST_TEXT = 200_000  # characters of a list that is handed in
SHOWN = ("falls", "name_el", "name_en", "prefecture", "place", "is_retired")


@transaction.atomic
def set_holiday(
    *,
    viewer: Viewer,
    name_el: str,
    falls: str,
    name_en: str = "",
    prefecture: str = "",
    place: str = "",
    is_retired: bool = False,
    key: str = "",
    version: int | None = None,
    seen: Seen = NOTHING_SEEN,
) -> Feast:
    """Keep a holiday: its name and when it falls; without a key it is new.

    Without a prefecture it is one of the whole State. For administrators over the place, and over
    the whole administration for those of the State. Refuses what names no day (422); a field that
    somebody else has changed meanwhile (409, Clash).
    """
    wanted = _read(viewer, name_el, falls, name_en, prefecture, place)
    return _kept(viewer, key, {**wanted, "is_retired": is_retired}, version, seen)


def _read(
    viewer: Viewer,
    name_el: str,
    falls: str,
    name_en: str = "",
    prefecture: str = "",
    place: str = "",
) -> dict[str, Any]:
    """The values of the columns; refuses what is wrong, and a place that is not the viewer's."""
    row = _place(prefecture)
    _right(viewer, row)
    texts = {"name_el": name_el, "name_en": name_en, "place": place}
    wrong: dict[str, Words] = {}
    try:
        texts = cleaned(DayOff, texts, needed=frozenset({"name_el"}))
    except Invalid as error:
        wrong |= error.fields
    try:
        when = str(falls_read(falls))
    except BadDay:
        wrong["falls"] = _("Write a day: 25/3, or 8/3/2027 for once, or Easter -2.")
    if wrong:
        raise Invalid(wrong)
    return {**texts, "falls": when, "prefecture": row.key if row else ""}


def propose_holiday(
    *,
    viewer: Viewer,
    name_el: str,
    falls: str,
    name_en: str = "",
    prefecture: str = "",
    place: str = "",
    is_retired: bool = False,
    key: str = "",
) -> list[Feast]:
    """All holidays that would be kept if one were so; changes nothing, refuses as the act does."""
    wanted = _read(viewer, name_el, falls, name_en, prefecture, place)
    row = DayOff(key=key or "new", is_retired=is_retired, **wanted)
    found = {**all_feasts(), row.key: feast_of(row)}
    return [each for each in found.values() if not each.is_retired]


@dataclass
class Line:
    """A line of a list that was handed in: what it would do, or why it cannot."""

    number: int
    text: str
    outcome: Outcome
    feast: Feast | None = None
    reason: str = ""


def plan_holidays(*, viewer: Viewer, text: str) -> list[Line]:
    """What each line of a list would do; nothing is written.

    A line is a day, a name, the prefecture if it is one's own, and the place; parted by ``;``,
    a tab or a comma. What is there already stays as it is. Refuses what is too long.
    """
    _refuse_unless_administrator(viewer)
    lines = [(at, line.strip()) for at, line in enumerate(text.splitlines(), 1) if line.strip()]
    if len(text) > MOST_TEXT or len(lines) > MOST_LINES:
        words = _("The list is too long: at most %(lines)s lines. Hand it in by parts.")
        raise Invalid({"text": words % {"lines": MOST_LINES}})
    known = {_alike(each) for each in all_feasts().values()}
    return [_planned(viewer, at, line, known) for at, line in lines]


@transaction.atomic
def import_holidays(*, viewer: Viewer, text: str) -> list[Line]:
    """Keep what is new in a list; lines that are wrong stay out and say why."""
    plan = plan_holidays(viewer=viewer, text=text)
    for line in plan:
        if line.outcome is Outcome.NEW and line.feast:
            each = line.feast
            set_holiday(
                viewer=viewer,
                name_el=each.name_el,
                falls=each.falls,
                prefecture=each.prefecture,
                place=each.place,
            )
    return plan


def _planned(viewer: Viewer, at: int, line: str, known: set[tuple[str, ...]]) -> Line:
    parting = next((sign for sign in ";\t" if sign in line), ",")
    pieces = [each.strip() for each in line.split(parting)] + [""] * 4
    falls, name, prefecture, place = pieces[:4]
    try:
        wanted = _read(viewer, name, falls, "", prefecture, place)
    except Refused as error:
        return Line(at, line, Outcome.ERROR, reason=in_one_line(error))
    feast = feast_of(DayOff(**wanted))
    if _alike(feast) in known:
        return Line(at, line, Outcome.SAME, feast)
    known.add(_alike(feast))
    return Line(at, line, Outcome.NEW, feast)


def _alike(feast: Feast) -> tuple[str, ...]:
    return feast.falls, feast.prefecture, fold(feast.place)


def _kept(
    viewer: Viewer, key: str, wanted: dict[str, Any], version: int | None, seen: Seen
) -> Feast:
    row = DayOff.objects.select_for_update().filter(key=key).first() if key else None
    if row is None:
        row, changes = _begun(viewer, key, wanted)
    else:
        _right(viewer, _place(row.prefecture))
        changes = write(row, to_write(row, wanted, version, seen))
    if changes:
        emit(
            HolidaySet(key=row.key),
            about=row,
            unit_id=None,
            by=viewer,
            capacity=Role.ADMINISTRATOR,
            changes=changes,
        )
        transaction.on_commit(forget_holidays)
    return feast_of(row)


def _begun(
    viewer: Viewer, key: str, wanted: dict[str, Any]
) -> tuple[DayOff, dict[str, tuple[Any, Any]]]:
    """A first row: of a new one, or for one that the house brings."""
    before: dict[str, Any] = {}
    if key:
        shipped = feast_called(key)
        _right(viewer, _place(shipped.prefecture))
        before = {field: getattr(shipped, field) for field in SHOWN}
    row = DayOff(key=key or token_hex(6), **wanted)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        words = _("Somebody else has just changed this holiday. Look again, then repeat.")
        raise Invalid({"name_el": words}) from error
    changes = {field: (before.get(field), wanted[field]) for field in SHOWN}
    return row, {field: pair for field, pair in changes.items() if pair[0] != pair[1]}


def _place(prefecture: str) -> Prefecture | None:
    if not prefecture.strip():
        return None
    return living_prefectures().get(pk=prefecture_named(prefecture).id)


def _right(viewer: Viewer, place: Prefecture | None) -> None:
    if place is not None:
        right_over_place(viewer, place)
    elif administration_held(viewer, Role.ADMINISTRATOR) is None:
        raise Forbidden(
            _("Only an administrator of the whole administration sets holidays of the State.")
        )


def _refuse_unless_administrator(viewer: Viewer) -> None:
    if not viewer.units_as(Role.ADMINISTRATOR):
        raise Forbidden(_("Only an administrator keeps the holidays."))
