"""A category as its page asks for it: what it says, and its questions row by row."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pindos.organisation.terms import Competence
from pindos.servicedesk.catalogue.shape import Content, FieldKind, Question
from pindos.servicedesk.queries import groups
from pindos.servicedesk.terms import Impact, Urgency
from pindos.servicedesk.web.fields import Words, line

PARTED = "|"  # between the Greek and the English of an answer


def _lines(rows: int = 3, **kwargs: Any) -> Words:
    return Words(widget=forms.Textarea(attrs={"rows": rows}), required=False, **kwargs)


class CategoryForm(forms.Form):
    """All that a category says but its questions; the names are those of its content."""

    group = forms.ChoiceField(label=_("Group"))
    el = line(label=_("Name in Greek"), max_length=100)
    en = line(
        label=_("Name in English"),
        help_text=_("Without it the Greek name stands there."),
        max_length=100,
        required=False,
    )
    about_el = line(label=_("What belongs here, in Greek"), max_length=200, required=False)
    about_en = line(label=_("What belongs here, in English"), max_length=200, required=False)
    first_el = _lines(label=_("What to try first, in Greek"), max_length=2000)
    first_en = _lines(label=_("What to try first, in English"), max_length=2000)
    keywords = _lines(
        label=_("Words that people use"),
        help_text=_("By them it is found. Put a comma between two."),
        max_length=3000,
        rows=2,
    )
    impact = forms.ChoiceField(label=_("Whom does it hinder?"), choices=Impact.choices)
    urgency = forms.ChoiceField(label=_("Can they work?"), choices=Urgency.choices)
    competence = forms.ChoiceField(
        label=_("Competence"),
        help_text=_("The unit that has it by the statute gets the ticket."),
        choices=Competence.choices,
    )
    is_for_desk = forms.BooleanField(label=_("Only for those who work at a desk"), required=False)
    needs_approval = forms.BooleanField(
        label=_("It needs the approval of the head before work begins"),
        help_text=_(
            "The head of the unit of whoever reports is asked at once. Until the decision the "
            "ticket cannot be marked as solved; its deadlines go on running."
        ),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["group"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = groups()


class QuestionForm(forms.Form):
    """One question of the short form; ``key`` is given by the house and never seen."""

    key = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
    el = line(label=_("Question in Greek"), max_length=100)
    en = line(label=_("Question in English"), max_length=100, required=False)
    kind = forms.ChoiceField(label=_("Kind of answer"), choices=FieldKind.choices)
    choices = _lines(
        label=_("Answers to choose from"),
        help_text=_("One in each line: Greek | English. Only for a choice from a list."),
        max_length=6000,
    )
    help_el = line(label=_("Help in Greek"), max_length=200, required=False)
    help_en = line(label=_("Help in English"), max_length=200, required=False)
    is_required = forms.BooleanField(label=_("It has to be answered"), required=False)


def said_by(content: Content, group: str) -> dict[str, Any]:
    """What the form shows of a category."""
    values = {name: getattr(content, name) for name in CategoryForm.base_fields if name != "group"}
    return {**values, "keywords": ", ".join(content.keywords), "group": group}


def asked_by_question(question: Question) -> dict[str, Any]:
    """What the form shows of a question."""
    values = {name: getattr(question, name) for name in QuestionForm.base_fields}
    return {**values, "choices": _in_lines(question)}


def _in_lines(question: Question) -> str:
    return "\n".join(f"{each.el} {PARTED} {each.en}" for each in question.choices)


def words_in(text: str) -> list[str]:
    """The words between commas and in lines, each once."""
    parts = text.replace("\n", ",").split(",")
    return list(dict.fromkeys(word for part in parts if (word := " ".join(part.split()))))


def choices_in(text: str) -> Iterable[tuple[str, str]]:
    """The answers to choose from, Greek and English; without English the Greek for both."""
    for row in text.splitlines():
        greek, _sep, english = (" ".join(part.split()) for part in row.partition(PARTED))
        if greek or english:
            yield greek or english, english or greek
