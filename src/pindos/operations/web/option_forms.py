"""A form for the settings of a section: for each kind of setting its fields."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from django import forms
from django.forms import BoundField
from django.utils import timezone
from django.utils.translation import gettext as _

from pindos.kernel import kinds
from pindos.kernel.kinds import moment_of
from pindos.kernel.text import without_invisible
from pindos.operations.queries import Setting

Fields = dict[str, forms.Field]


class Typed(forms.CharField):
    """What was typed, as it is: the setting's own kind looks at it."""

    def bound_data(self, data: Any, initial: Any) -> Any:
        """What was typed, as it can be shown again."""
        return without_invisible(data) if isinstance(data, str) else data


class Group(NamedTuple):
    """One setting with its fields."""

    setting: Setting
    fields: list[BoundField]
    rows: list[tuple[str, list[BoundField]]]


class OptionsForm(forms.Form):
    """The settings of one section, with the versions that were looked at."""

    def __init__(self, settings: list[Setting], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.settings = settings
        for setting in settings:
            self.fields.update(_fields_of(setting))
            self.fields[f"version:{setting.key}"] = forms.IntegerField(
                initial=setting.version, widget=forms.HiddenInput
            )

    def groups(self) -> list[Group]:
        """Each setting with its fields; a table by its rows."""
        return [self._group(setting) for setting in self.settings]

    def others(self) -> int:
        """How many of them do not stand at their default."""
        return sum(not each.is_default for each in self.settings)

    def values(self) -> dict[str, Any]:
        """What was chosen, by key."""
        return {each.key: _given(each, self.cleaned_data) for each in self.settings}

    def versions(self) -> dict[str, int]:
        """What was looked at, by key."""
        return {each.key: self.cleaned_data[f"version:{each.key}"] for each in self.settings}

    def blame(self, faults: Mapping[str, Any]) -> None:
        """Put what is wrong beside the setting."""
        for key, words in faults.items():
            field = next((name for name in self.fields if _is_of(name, key)), None)
            self.add_error(field, str(words))

    def _group(self, setting: Setting) -> Group:
        fields = [self[name] for name in self.fields if _is_of(name, setting.key)]
        kind, rows = setting.option.kind, []
        if isinstance(kind, kinds.Grid):
            wide = len(kind.columns)
            labels = [str(label) for label in kind.rows.values()]
            rows = [
                (label, fields[place * wide : (place + 1) * wide])
                for place, label in enumerate(labels)
            ]
        return Group(setting, fields, rows)


def _is_of(name: str, key: str) -> bool:
    return name == key or name.startswith(f"{key}.")


def _fields_of(setting: Setting) -> Fields:
    kind, key = setting.option.kind, setting.key
    if isinstance(kind, kinds.Said):
        return _texts(setting, kind)
    if isinstance(kind, kinds.Grid):
        return _cells(setting, kind)
    return {key: _field(setting)}


def _words(setting: Setting) -> dict[str, Any]:
    return {
        "label": setting.option.label,
        "help_text": setting.option.help,
        "initial": setting.value,
        "required": False,
    }


def _field(setting: Setting) -> forms.Field:
    """The one field of a setting of a simple kind."""
    kind, words = setting.option.kind, _words(setting)
    if isinstance(kind, kinds.Flag):
        return forms.BooleanField(**words)
    if isinstance(kind, kinds.Choice):
        choices = [(key, str(label)) for key, label in kind.choices.items()]
        words["required"] = True
        return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **words)
    if isinstance(kind, kinds.Several):
        choices = [(key, str(label)) for key, label in kind.choices.items()]
        return forms.MultipleChoiceField(
            choices=choices, widget=forms.CheckboxSelectMultiple, **words
        )
    return _typed(kind, words)


def _typed(kind: Any, words: dict[str, Any]) -> forms.Field:
    """A field in which one types."""
    if isinstance(kind, kinds.Number):
        words["required"] = True
        words["label"] = f"{words['label']} ({kind.unit})" if kind.unit else words["label"]
        attrs = {"inputmode": "numeric", "autocomplete": "off"}
        return Typed(widget=forms.TextInput(attrs=attrs), **words)
    if isinstance(kind, kinds.Moment):
        at = moment_of(words["initial"])
        words["initial"] = f"{timezone.localtime(at):%Y-%m-%dT%H:%M}" if at else ""
        return Typed(widget=forms.TextInput(attrs={"type": "datetime-local"}), **words)
    if isinstance(kind, kinds.Listed):
        words["initial"] = "\n".join(words["initial"])
        return Typed(widget=forms.Textarea(attrs={"rows": 4}), **words)
    return Typed(widget=forms.TextInput, **words)


def _texts(setting: Setting, kind: kinds.Said) -> Fields:
    """A field for each language."""
    label = str(setting.option.label)
    found: Fields = {}
    names = {"el": _("%(label)s, in Greek"), "en": _("%(label)s, in English")}
    for language in kinds.LANGUAGES:
        attrs = {"lang": language}
        text = forms.Textarea(attrs=attrs | {"rows": 3}) if kind.has_lines else None
        found[f"{setting.key}.{language}"] = Typed(
            label=names[language] % {"label": label},
            help_text=str(setting.option.help) if language == kinds.LANGUAGES[0] else "",
            initial=setting.value.get(language, ""),
            required=False,
            widget=text or forms.TextInput(attrs=attrs),
        )
    return found


def _cells(setting: Setting, kind: kinds.Grid) -> Fields:
    """A choice for each cell, named by its row and column."""
    choices = [(str(key), str(label)) for key, label in kind.choices.items()]
    return {
        f"{setting.key}.{row}.{column}": forms.ChoiceField(
            label=f"{kind.rows[row]}, {kind.columns[column]}",
            choices=choices,
            initial=str(setting.value[row][place]),
        )
        for row in kind.rows
        for place, column in enumerate(kind.columns)
    }


def _given(setting: Setting, data: Mapping[str, Any]) -> Any:
    """What was chosen, as the kind takes it."""
    kind, key = setting.option.kind, setting.key
    if isinstance(kind, kinds.Said):
        return {language: data[f"{key}.{language}"] for language in kinds.LANGUAGES}
    if isinstance(kind, kinds.Grid):
        return {row: [data[f"{key}.{row}.{one}"] for one in kind.columns] for row in kind.rows}
    return data[key]
