"""What edit pages share: a form that failed keeps every word, a stale one keeps both sides."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple, cast

from django import forms
from django.db.models import Model

from pindos.kernel.errors import Forbidden, Invalid
from pindos.organisation.commands.words import Stale
from pindos.organisation.web.forms import take_faults


class Side(NamedTuple):
    """One field that somebody else has changed: what stands there now, what was typed here."""

    label: str
    now: str
    typed: str


class Outcome(NamedTuple):
    """What became of a form: the row that was saved, or both sides of a stale one."""

    row: Model | None
    sides: list[Side]


def saved(
    form: forms.Form, act: Callable[..., Model], now: Callable[[Any], Mapping[str, str]]
) -> Outcome:
    """Carry a form out; ``now`` gives the fields of the row as it stands."""
    if not form.is_valid():
        return Outcome(None, [])
    try:
        return Outcome(act(**form.cleaned_data), [])
    except Stale as error:
        form.add_error(None, str(error))
        typed = {name: form.data[name] for name in form.data}
        form.data = {**typed, "version": str(error.row.version)}
        return Outcome(None, _sides(form, now(error.row)))
    except Invalid as error:
        take_faults(form, error)
    return Outcome(None, [])


def may(act: Callable[[], object]) -> bool:
    """Whether a right is there; pages offer only what can be done."""
    try:
        act()
    except Forbidden:
        return False
    return True


def _sides(form: forms.Form, now: Mapping[str, str]) -> list[Side]:
    typed = {name: str(form.data.get(name, "")) for name in now}
    return [
        Side(
            str(form.fields[name].label),
            _shown(form, name, value),
            _shown(form, name, typed[name]),
        )
        for name, value in now.items()
        if value != typed[name]
    ]


def _shown(form: forms.Form, name: str, value: str) -> str:
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
