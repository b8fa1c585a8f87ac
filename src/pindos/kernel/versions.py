"""Never losing another's change: only fields that both changed since they were seen clash.

A form or a caller says which ``version`` it showed, and a form also the values (``seen``). What
others touched since then is known from the row itself (``Versioned.touched``), so neither a
forged form nor a lost trail can hide it; the trail only says who it was.
"""

import json
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.db.models import Model
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from pindos.kernel.errors import Clash
from pindos.kernel.events import plain
from pindos.kernel.feed import last_changes_of
from pindos.kernel.merging import merged
from pindos.kernel.models import Versioned
from pindos.kernel.naming import names_of
from pindos.kernel.terms import Meanwhile, Sides

Seen = Mapping[str, Any]
NOTHING_SEEN: Seen = {}
LONGEST = 200_000  # characters of what a form says it showed


def name_of(field: str) -> str:
    """A column as events and callers call it: site_id -> site, name_el -> name."""
    return field.removesuffix("_id").removesuffix("_el")


def to_write(
    row: Versioned, wanted: Mapping[str, Any], version: int | None, seen: Seen = NOTHING_SEEN
) -> dict[str, Any]:
    """Which of the wanted values are to be written, so that nobody's change is lost.

    ``seen`` may name fields as columns or as callers do. What others changed and stays is noted
    in ``row.meanwhile``. Refuses fields that both changed (Clash). Without a version nothing is
    compared: the present one is meant.
    """
    if version is None:
        return dict(wanted)
    touched = row.touched_since(version, wanted)
    if not touched:
        return dict(wanted)
    now = {field: getattr(row, field) for field in wanted}
    said = {field: seen[key] for field in wanted for key in (field, name_of(field)) if key in seen}
    outcome = merged(said, _plain(wanted), _plain(now), touched)
    known = meanwhile(row, (*outcome.kept, *outcome.clashes))
    if outcome.clashes:
        sides = {
            name_of(field): Sides(wanted[field], now[field], *known[field][1:])
            for field in outcome.clashes
        }
        kept = map(name_of, outcome.kept)
        raise Clash(row, sides, who_was_faster(sides.values()), kept)
    row.meanwhile = tuple(known.values())
    return {field: wanted[field] for field in outcome.write}


def refuse_touched(
    row: Versioned,
    fields: Collection[str],
    version: int | None,
    yours: Mapping[str, Any] = NOTHING_SEEN,
) -> None:
    """Refuse (Clash) an act that goes by fields which others changed since the version."""
    touched = row.touched_since(version, fields) if version is not None else ()
    if touched:
        known = meanwhile(row, touched)
        sides = {
            name_of(field): Sides(yours.get(field), getattr(row, field, None), *known[field][1:])
            for field in touched
        }
        raise Clash(row, sides, who_was_faster(sides.values()))


def who_was_faster(changes: Iterable[Meanwhile | Sides]) -> str:
    """Who changed it since and when, and what to do: one sentence for any door."""
    last = max((each for each in changes if each.at), key=lambda each: str(each.at), default=None)
    if last is None or last.at is None:
        return _("It has changed since you looked. Look again, then repeat.")
    at = date_format(timezone.localtime(last.at), "DATETIME_FORMAT")
    words = _("It has changed since you looked: %(name)s at %(at)s. Look again, then repeat.")
    return words % {"name": last.by or _("by rule"), "at": at}


def meanwhile(row: Model, fields: Iterable[str]) -> dict[str, Meanwhile]:
    """For each field who changed it last and when, as far as the trail still knows."""
    wanted = list(fields)
    if not wanted:
        return {}
    last = last_changes_of(row, {name for field in wanted for name in (field, name_of(field))})
    names = names_of(change.actor_id for change in last.values())
    found = {}
    for field in wanted:
        change = last.get(name_of(field)) or last.get(field)
        by = names.get(change.actor_id or 0, "") if change else ""
        found[field] = Meanwhile(name_of(field), by, change.at if change else None)
    return found


def write(row: Versioned, values: Mapping[str, Any]) -> dict[str, tuple[Any, Any]]:
    """Save what differs as one new version; each field before and after."""
    changes = {
        field: (getattr(row, field), value)
        for field, value in values.items()
        if getattr(row, field) != value
    }
    if changes:
        for field, (_before, after) in changes.items():
            setattr(row, field, after)
        row.touch(changes)
        row.save(update_fields=[*changes, "version", "touched"])
    return changes


def shown(row: Versioned, fields: Iterable[str]) -> str:
    """What a form showed, for its hidden field ``seen``."""
    return json.dumps(
        {name_of(field): plain(getattr(row, field)) for field in fields},
        ensure_ascii=False,
        separators=(",", ":"),
    )


def seen_in(text: str) -> Seen:
    """What a form says it showed; of what cannot be read nothing was seen."""
    if not text or len(text) > LONGEST:
        return NOTHING_SEEN
    try:
        said = json.loads(text)
    except (ValueError, RecursionError):
        return NOTHING_SEEN
    return said if isinstance(said, dict) else NOTHING_SEEN


def version_in(text: str) -> int | None:
    """The version that a form showed; without one nothing is compared."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    return {field: plain(value) for field, value in values.items()}
