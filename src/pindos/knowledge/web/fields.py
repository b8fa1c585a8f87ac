"""Fields of the forms of instructions: text from outside, made clean and kept on a mistake."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pindos.kernel.text import clean, without_invisible
from pindos.knowledge.terms import TEXT_LENGTH


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
