"""Rules as text: what a file or an option says, and a rule as a file would say it."""

import json
from typing import Any, BinaryIO

import click
import yaml
from django.utils.translation import gettext as _

from pindos.automation import commands
from pindos.automation.models import Rule
from pindos.automation.rules import RuleWritten
from pindos.kernel.access import Viewer
from pindos.kernel.errors import Invalid
from pindos.kernel.written import read_written
from pindos.organisation.queries import people_by_id, person_known_to

PEOPLE = ("assign_to", "tell_person")
TEXTS = ("name", "condition", "tasks", "note", "reply", "tell_text")


def asked_in(viewer: Viewer, file: BinaryIO | None, pairs: tuple[str, ...]) -> dict[str, Any]:
    """The fields that are named, as the commands take them; an option goes before the file.

    Refuses what is no field, or of another kind, with its line.
    """
    if file is None and not pairs:
        raise click.UsageError(_("Name a file, or say with --set what is to stand in it."))
    asked = _read(file.read(), getattr(file, "name", "-")) if file else {}
    for pair in pairs:
        asked |= _pair(pair)
    for field in PEOPLE:
        if field in asked:
            asked[f"{field}_id"] = _person(viewer, field, asked.pop(field))
    return asked


def text_of(rule: Rule) -> str:
    """All of a rule that is set, as YAML that says the same when it is read again."""
    said: dict[str, Any] = {"unit": rule.unit.key}
    people = people_by_id({pk for pk in (rule.assign_to_id, rule.tell_person_id) if pk})
    for column in commands.FOLLOWED:
        value = getattr(rule, column)
        if column.endswith("_id"):
            value = people[value].key or value if value else None
        said[column.removesuffix("_id")] = value
    kept = {name: value for name, value in said.items() if value not in ("", None)}
    return yaml.safe_dump(kept, allow_unicode=True, sort_keys=False, width=1_000)


def _pair(pair: str) -> dict[str, Any]:
    """One FIELD=VALUE; a text is taken as it stands, all else as YAML writes it."""
    field, is_one, value = pair.partition("=")
    if not is_one:
        raise click.UsageError(_("Write --set so: --set place=20"))
    if field in TEXTS:
        value = json.dumps(value, ensure_ascii=False)
    return _read(f"{field}: {value or repr(value)}".encode(), f"--set {field}")


def _read(text: bytes, name: str) -> dict[str, Any]:
    said = read_written(text, name, RuleWritten).says
    return said.model_dump(exclude_unset=True, exclude_none=True)


def _person(viewer: Viewer, field: str, named: str | int) -> int | None:
    if not named:
        return None
    try:
        return person_known_to(viewer, named).id
    except Invalid as wrong:
        raise Invalid({field: " ".join(map(str, wrong.fields.values()))}) from wrong
