"""A form whose fields somebody else changed too: both sides, and which of them is to stay."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, NamedTuple, cast

from django import forms
from django.contrib import messages
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from pindos.kernel.errors import Clash
from pindos.kernel.models import Versioned
from pindos.kernel.terms import Sides
from pindos.kernel.versions import seen_in, shown

THEIRS = "theirs"


class Side(NamedTuple):
    """One field as a page shows it; ``value`` is what stands there as the form would send it."""

    name: str
    label: str
    yours: str
    theirs: str
    value: str
    by: str
    at: datetime | None


def sides_of(
    form: forms.Form, fields: Mapping[str, Sides], now: Mapping[str, str] | None = None
) -> list[Side]:
    """The fields of the form that clash; ``now`` gives what stands there in the form's words."""
    now = now or {}
    sides = []
    for name, two in fields.items():
        if name not in form.fields:
            continue
        value = now.get(name, "" if two.theirs is None else str(two.theirs))
        typed = str(form.data.get(name, ""))
        label = str(form.fields[name].label)
        shown, yours = in_words(form, name, value), in_words(form, name, typed)
        sides.append(Side(name, label, yours, shown, value, two.by, two.at))
    return sides


def with_choices(data: Mapping[str, Any]) -> Mapping[str, Any]:
    """What was sent, with the other side's value wherever it was chosen to stay."""
    chosen = [
        key.removeprefix("keep-")
        for key in data
        if key.startswith("keep-") and data[key] == THEIRS and f"theirs-{key[5:]}" in data
    ]
    return with_values(data, {name: data[f"theirs-{name}"] for name in chosen})


def with_values(data: Mapping[str, Any], values: Mapping[str, Any]) -> Mapping[str, Any]:
    """What was sent, with other values in some fields."""
    if not values:
        return data
    changed = data.copy() if isinstance(data, QueryDict) else dict(data)
    for name, value in values.items():
        changed[name] = value
    return changed


def in_words(form: forms.Form, name: str, value: str) -> str:
    """A value in words: of a choice its label."""
    field = form.fields[name]
    if not isinstance(field, forms.ChoiceField):
        return value
    for key, label in cast(Iterable[tuple[Any, Any]], field.choices):
        inner = label if isinstance(label, list | tuple) else [(key, label)]
        for each, words in inner:
            if str(each) == value:
                return str(words)
    return value


def to_edit(row: Versioned, fields: Iterable[str], values: Mapping[str, Any]) -> dict[str, Any]:
    """What an edit form shows at first, with the version and the values to compare with."""
    return {**values, "version": row.version, "shown": shown(row, fields)}


def show_both(form: forms.Form, clash: Clash, now: Mapping[str, str], shown: str) -> list[Side]:
    """Let the form stand against the row as it is now; both sides of what clashed.

    ``now`` are its values in the form's words and ``shown`` is its hidden field from now on. What
    was typed stays; a field in which nothing was typed shows what is there.
    """
    sides = sides_of(form, clash.fields, now)
    was = seen_in(str(form.data.get("shown", "")))
    calm = [
        name
        for name in now
        if name in clash.kept or (name in was and str(was[name] or "") == form.data.get(name, ""))
    ]
    values = {name: now[name] for name in calm if name not in clash.fields}
    values |= {"version": str(clash.row.version), "shown": shown}
    form.data = with_values(form.data, values)
    return sides


def say_meanwhile(request: HttpRequest, form: forms.Form, row: Versioned) -> None:
    """Say in one line for each other person what they changed in the meantime, and stays."""
    found: dict[str, list[str]] = {}
    for each in row.meanwhile:
        field = form.fields.get(each.field)
        found.setdefault(each.by, []).append(str(field.label) if field else each.field)
    for by, labels in found.items():
        words = _("In the meantime %(name)s changed: %(fields)s. It stays.")
        said = {"name": by or _("somebody else"), "fields": ", ".join(labels)}
        messages.info(request, words % said)
