"""Setting working hours; clocks that run by them follow."""

from collections.abc import Sequence
from secrets import token_hex
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from pindos.clocks.commands.planning import Change, HoursPlan, plan
from pindos.clocks.events import OfficeHoursSet
from pindos.clocks.models import OfficeHours
from pindos.clocks.queries.hours import (
    HoursFacts,
    all_hours,
    facts_of,
    forget_hours,
    hours_called,
    read_week,
)
from pindos.clocks.rules import BadHours, hours_read
from pindos.clocks.terms import NAME_LENGTH, SHIPPED, WEEKDAYS, WORDS_OF_BAD_HOURS
from pindos.kernel.access import Viewer
from pindos.kernel.errors import Forbidden, Invalid, Words
from pindos.kernel.events import emit
from pindos.kernel.text import clean
from pindos.kernel.versions import NOTHING_SEEN, Seen, to_write, write
from pindos.organisation.terms import Role

FOLLOWED = ("name", "week", "keeps_holidays", "is_retired")


@transaction.atomic
def set_hours(
    *,
    viewer: Viewer,
    name: str,
    week: Sequence[str],
    keeps_holidays: bool = True,
    is_retired: bool = False,
    key: str = "",
    version: int | None = None,
    seen: Seen = NOTHING_SEEN,
) -> HoursFacts:
    """Keep working hours: a name and seven days from Monday; without a key they are new.

    For administrators. Clocks that run by them follow within minutes. Refuses what are no hours,
    a week in which nobody works, and hours that overlap (422); a field that somebody else has
    changed meanwhile (409, Clash).
    """
    refuse_unless_administrator(viewer)
    wanted = read(name, week, keeps_holidays, is_retired, key)
    row = OfficeHours.objects.select_for_update().filter(key=key).first() if key else None
    if row is None:
        row, changes = _begun(key, wanted)
    else:
        changes = write(row, to_write(row, wanted, version, seen))
    if changes:
        emit(
            OfficeHoursSet(key=row.key),
            about=row,
            unit_id=None,
            by=viewer,
            capacity=Role.ADMINISTRATOR,
            changes=changes,
        )
        transaction.on_commit(forget_hours)
    return facts_of(row)


def change_of_hours(
    *, viewer: Viewer, week: Sequence[str], keeps_holidays: bool = True, key: str
) -> Change:
    """Such hours to be looked at; refused as ``set_hours`` refuses them."""
    refuse_unless_administrator(viewer)
    known = hours_called(key)
    wanted = read(known.name, week, keeps_holidays, known.is_retired, key)
    return Change([known._replace(week=tuple(wanted["week"]), keeps_holidays=keeps_holidays)])


def plan_hours(*, viewer: Viewer, **said: Any) -> HoursPlan:
    """Which running deadlines such hours would move, and by how much; changes nothing.

    Batch by batch; says how far it is.
    """
    change = change_of_hours(viewer=viewer, **said)
    return plan(change, change.how_many())


def refuse_unless_administrator(viewer: Viewer) -> None:
    """Only administrators keep working hours."""
    if not viewer.units_as(Role.ADMINISTRATOR):
        raise Forbidden(_("Only an administrator sets working hours."))


def read(
    name: str, week: Sequence[str], keeps_holidays: bool, is_retired: bool, key: str
) -> dict[str, Any]:
    """The values of the columns; all that is wrong is said at once (Invalid)."""
    wrong: dict[str, Words] = {}
    name = _line(name, "name", wrong)
    if "name" not in wrong and not 0 < len(name) <= NAME_LENGTH:
        wrong["name"] = _("Write a name of at most %(most)s characters.") % {"most": NAME_LENGTH}
    texts = [_line(text, f"day_{weekday}", wrong) for weekday, text in enumerate(week)]
    if len(texts) != len(WEEKDAYS):
        wrong["week"] = _("Write seven days, from Monday; empty for a day without work.")
    for weekday, text in enumerate(texts[: len(WEEKDAYS)]):
        try:
            hours_read(text)
        except BadHours as error:
            wrong[f"day_{weekday}"] = _in_words(error)
    wrong |= {} if wrong else _wrong_week(texts)
    if is_retired and key in SHIPPED:
        wrong["is_retired"] = _("The hours that the system brings stay on offer.")
    if wrong:
        raise Invalid(wrong)
    return {
        "name": name,
        "week": texts,
        "keeps_holidays": keeps_holidays,
        "is_retired": is_retired,
    }


def _line(text: str, field: str, wrong: dict[str, Words]) -> str:
    """A text in one line; what no database takes and nobody sees is said at its field."""
    try:
        return " ".join(clean(text).split())
    except ValidationError as error:
        wrong[field] = error.messages[0]
        return ""


def _wrong_week(texts: Sequence[str]) -> dict[str, Words]:
    try:
        days = read_week(texts)
    except BadHours as error:
        return {"week": _in_words(error)}
    if not any(days):
        return {"week": _("Nobody ever works by these hours, so no deadline would ever end.")}
    return {}


def _in_words(error: BadHours) -> str:
    return str(WORDS_OF_BAD_HOURS[error.why]) % {"piece": error.piece}


def _begun(key: str, wanted: dict[str, Any]) -> tuple[OfficeHours, dict[str, tuple[Any, Any]]]:
    """A first row: of new hours, or for those that the house brings."""
    shipped = all_hours()[key] if key in SHIPPED else None
    if key and shipped is None:
        hours_called(key)
    row = OfficeHours(key=key or token_hex(6), **wanted)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        words = _("Somebody else has just changed these hours. Look again, then repeat.")
        raise Invalid({"name": words}) from error
    before: dict[str, Any] = {}
    if shipped:
        before = {**shipped._asdict(), "week": list(shipped.week)}
    changes = {field: (before.get(field), wanted[field]) for field in FOLLOWED}
    return row, {field: pair for field, pair in changes.items() if pair[0] != pair[1]}
