"""Changing settings, several at once or none."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from pindos.kernel.access import Viewer
from pindos.kernel.errors import Invalid, NotFound, Refused, Words
from pindos.kernel.events import Said, emit_all
from pindos.kernel.models import Option as Row
from pindos.kernel.options import Option, option_called, options, write
from pindos.operations.events import OptionSet
from pindos.operations.queries import house_unit_of
from pindos.organisation.terms import Role

CHANGED_MEANWHILE = _("Somebody has changed this setting meanwhile. Look at it and save again.")


@transaction.atomic
def set_options(
    *, viewer: Viewer, values: Mapping[str, Any], versions: Mapping[str, int] | None = None
) -> list[str]:
    """Set settings by key, all or none; None puts one back to its default. The keys that changed.

    For administrators of a whole administration. ``versions`` are those that were looked at; what
    has been changed since is refused. Refuses unknown keys and unusable values, each at its key.
    """
    unit_id = house_unit_of(viewer)
    declared, faults = _declared(values)
    wanted: dict[str, Any] = {}
    for key, option in declared.items():
        try:
            wanted[key] = _kept(option, values[key])
        except Refused as refusal:
            faults[key] = refusal.words
    _check_together(wanted, faults)
    changed = _rows_that_change(wanted)
    for key, row in changed.items():
        if versions is not None and versions.get(key, 0) != row.version:
            faults[key] = CHANGED_MEANWHILE
    if faults:
        raise Invalid(faults)
    facts = []
    for key, row in changed.items():
        before = row.value
        write(row, wanted[key])
        facts.append(Said(OptionSet(key=key), row, unit_id, {"value": (before, row.value)}))
    emit_all(facts, by=viewer, capacity=Role.ADMINISTRATOR if unit_id is not None else "")
    return list(changed)


def _rows_that_change(wanted: Mapping[str, Any]) -> dict[str, Row]:
    """The rows, locked, whose value is another than wanted; made first where there is none."""
    known = set(Row.objects.filter(key__in=wanted).values_list("key", flat=True))
    new = [Row(key=key) for key, value in wanted.items() if value is not None and key not in known]
    Row.objects.bulk_create(new, ignore_conflicts=True)
    rows = Row.objects.select_for_update().filter(key__in=wanted).order_by("key")
    return {row.key: row for row in rows if row.value != wanted[row.key]}


def _declared(values: Mapping[str, Any]) -> tuple[dict[str, Option[Any]], dict[str, Words]]:
    """The options that are meant, and what is wrong with keys that mean none."""
    found: dict[str, Option[Any]] = {}
    faults: dict[str, Words] = {}
    for key in values:
        try:
            found[key] = option_called(key)
        except NotFound:
            faults[key[:100]] = _("There is no such setting.")
    return found, faults


def _kept(option: Option[Any], given: Any) -> Any:
    """What is kept: nothing, where it is the default."""
    parsed = None if given is None else option.kind.parse(given)
    return None if parsed == option.default else parsed


def _check_together(wanted: Mapping[str, Any], faults: dict[str, Words]) -> None:
    """Let each section look at its values as they would be."""
    kept = dict(Row.objects.values_list("key", "value"))
    touched = {option_called(key).section for key in wanted}
    for section in touched:
        own = [each for each in options() if each.section is section]
        together = {each.key: wanted.get(each.key, kept.get(each.key)) for each in own}
        values = {
            each.key: each.default if together[each.key] is None else together[each.key]
            for each in own
        }
        for key, words in section.check(values).items():
            faults.setdefault(key, words)
