"""How a form field becomes markup, and how its mistakes are told."""

from typing import NamedTuple

from django import forms
from django.forms import BaseForm, BoundField
from django.utils.safestring import SafeString

CLASSES: list[tuple[type[forms.Widget], str]] = [
    (forms.RadioSelect, ""),
    (forms.CheckboxSelectMultiple, ""),
    (forms.CheckboxInput, ""),
    (forms.Select, "form-select"),
    (forms.Widget, "form-control"),
]
ASKING = ";?:"  # marks at the end of a label after which a colon is one too many


class Mistake(NamedTuple):
    """One thing that is wrong, and the id of the input where it can be put right."""

    target: str
    words: str


def kind_of(field: BoundField) -> str:
    """How a field is laid out: choice, checks, check, file or line."""
    widget = field.field.widget
    if isinstance(widget, forms.CheckboxSelectMultiple):
        return "checks"
    if isinstance(widget, forms.RadioSelect):
        return "choice"
    if isinstance(widget, forms.CheckboxInput):
        return "check"
    return "file" if isinstance(widget, forms.FileInput) else "line"


def control(field: BoundField) -> SafeString:
    """The input itself; hint and error are tied to it by Django (aria-describedby)."""
    widget = field.field.widget
    name = next(name for kind, name in CLASSES if isinstance(widget, kind))
    own = widget.attrs.get("class", "")
    classes = " ".join(part for part in (name, own) if part)
    return field.as_widget(attrs={"class": classes} if classes else {})


def mistakes_of(form: BaseForm) -> list[Mistake]:
    """All mistakes in the order of the fields, those of the whole form first."""
    whole = [Mistake("", str(words)) for words in form.non_field_errors()]
    of_fields = [
        Mistake(_target(field), _of(field, str(words))) for field in form for words in field.errors
    ]
    return whole + of_fields


def _of(field: BoundField, words: str) -> str:
    """What is wrong, with the name of its field: «required» alone says nothing to a listener."""
    label = str(field.label).strip()
    if label.rstrip(ASKING).casefold() in words.casefold():  # it says so itself, or has none
        return words
    return f"{label} {words}" if label[-1] in ASKING else f"{label}: {words}"


def _target(field: BoundField) -> str:
    """The id to go to: of a group of choices the first one."""
    return field.id_for_label or f"{field.auto_id}_0"
