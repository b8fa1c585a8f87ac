"""A form whose fields somebody else changed too: both sides, and which of them is to stay."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, NamedTuple, Protocol, cast

from django import forms
from django.http import QueryDict

THEIRS = "theirs"


class TwoSides(Protocol):
    """What a form wants and what stands there, who wrote that and when."""

    @property
    def theirs(self) -> Any:
        """What stands there."""

    @property
    def by(self) -> str:
        """Who wrote it."""

    @property
    def at(self) -> datetime | None:
        """When."""


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
    form: forms.Form, fields: Mapping[str, TwoSides], now: Mapping[str, str] | None = None
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
