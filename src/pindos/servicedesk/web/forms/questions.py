"""The short form of a category as fields of a page; what an answer must be, the rules say."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from pindos.organisation import queries as organisation
from pindos.servicedesk.catalogue.shape import FieldKind, Question
from pindos.servicedesk.rules.answers import LINE_LENGTH, LINES_LENGTH
from pindos.servicedesk.web.fields import Words, line
from pindos.servicedesk.web.places import MOST_SITES

PREFIX = "answers-"
MOST_RADIOS = 6  # more answers than these are read faster in a closed list
YES_NO = [("yes", _("Yes")), ("no", _("No"))]
CHOOSE = _("Choose one of the answers.")
WRITE = _("This is missing: write it.")


def add_questions(
    form: forms.Form, questions: Iterable[Question], *, are_all_needed: bool = True
) -> None:
    """Let a form ask what the category asks, each field under ``answers-KEY``."""
    for question in questions:
        field = _field(question)
        field.label = question.name
        field.help_text = question.help
        field.required = question.is_required and are_all_needed
        is_chosen = isinstance(field, forms.ChoiceField)
        field.error_messages["required"] = CHOOSE if is_chosen else WRITE
        form.fields[PREFIX + question.key] = field


def asked_by(form: forms.Form) -> list[BoundField]:
    """The fields of the short form, as a page shows them."""
    return [form[name] for name in form.fields if name.startswith(PREFIX)]


def answers_in(form: forms.Form) -> dict[str, Any]:
    """What was answered, by the keys of the category."""
    return {
        name.removeprefix(PREFIX): value
        for name, value in form.cleaned_data.items()
        if name.startswith(PREFIX)
    }


def names_of_answers(form: forms.Form) -> dict[str, str]:
    """The command's names of the answers, each with that of its field."""
    found = [name for name in form.fields if name.startswith(PREFIX)]
    return {f"answers.{name.removeprefix(PREFIX)}": name for name in found}


def _field(question: Question) -> forms.Field:
    match question.kind:
        case FieldKind.TEXT:
            return Words(max_length=LINES_LENGTH)
        case FieldKind.CHOICE:
            return _choice([(each.key, each.name) for each in question.choices])
        case FieldKind.YES_NO:
            return _choice(YES_NO)
        case FieldKind.NUMBER:
            return line(max_length=20, widget=forms.TextInput(attrs={"inputmode": "numeric"}))
        case FieldKind.DATE:
            return line(max_length=20, widget=forms.TextInput(attrs={"type": "date"}))
        case FieldKind.SITE:
            return _site()
        case _:
            return line(max_length=LINE_LENGTH)


def _choice(choices: list[Any]) -> forms.Field:
    if len(choices) <= MOST_RADIOS:
        return forms.ChoiceField(choices=choices, widget=forms.RadioSelect)
    return forms.ChoiceField(choices=[("", _("Choose")), *choices])


def _site() -> forms.Field:
    sites = organisation.sites_of()
    if len(sites) > MOST_SITES:
        return line(max_length=LINE_LENGTH)
    choices = [(str(each.id), each.name) for each in sites]
    return forms.ChoiceField(choices=[("", _("Choose a place")), *choices])
