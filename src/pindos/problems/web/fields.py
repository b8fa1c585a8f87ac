"""Fields of the forms of problems: text from outside, made clean and kept when a form fails."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pindos.kernel.text import clean, without_invisible
from pindos.problems.terms import TEXT_LENGTH

BETWEEN = re.compile(r"[\s,;]+")


class Words(forms.CharField):
    """Text without what no one can see; shown again without it when the form fails."""

    default_error_messages = {"required": _("Write something here, if only a few words.")}

    def __init__(self, *, rows: int = 4, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", TEXT_LENGTH)
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> str:
        """The text in one form; refuses an invisible character with its place."""
        return str(super().to_python(clean(str(value)) if value else ""))

    def bound_data(self, data: Any, initial: Any) -> Any:
        """What the form shows again."""
        return without_invisible(data) if isinstance(data, str) else data


class Numbers(Words):
    """Numbers of tickets, one beside the other."""

    def clean(self, value: Any) -> Any:
        """The numbers, each once."""
        text = super().clean(value)
        return [each for each in BETWEEN.split(text) if each]
