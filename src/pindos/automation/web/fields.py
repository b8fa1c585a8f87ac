"""Fields of the forms of automation: text from outside, made clean and kept when a form fails."""

from typing import Any

from django import forms

from pindos.kernel.text import clean, without_invisible
from pindos.servicedesk.terms import TEXT_LENGTH


class Words(forms.CharField):
    """Text without what no one can see; shown again without it when the form fails."""

    def __init__(self, *, rows: int = 3, max_length: int = TEXT_LENGTH, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        super().__init__(max_length=max_length, **kwargs)

    def to_python(self, value: Any) -> str:
        """The text in one form; refuses an invisible character with its place."""
        return str(super().to_python(clean(str(value)) if value else ""))

    def bound_data(self, data: Any, initial: Any) -> Any:
        """What the form shows again."""
        return without_invisible(data) if isinstance(data, str) else data
