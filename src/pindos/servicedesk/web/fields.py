"""Fields of the desk's forms: text from outside, made clean and kept when a form fails."""

from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from pindos.kernel.text import clean, without_invisible
from pindos.servicedesk.terms import TEXT_LENGTH


class Words(forms.CharField):
    """Text without what no one can see; shown again without it when the form fails."""

    default_error_messages = {
        "required": _("Write something here, if only a few words."),
        "max_length": _("This is too long. Send it as a file, or shorten it."),
    }

    def __init__(self, *, max_length: int = TEXT_LENGTH, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 3}))
        super().__init__(max_length=max_length, strip=True, **kwargs)
        for validator in self.validators:
            if isinstance(validator, MaxLengthValidator):
                validator.message = self.error_messages["max_length"]

    def to_python(self, value: Any) -> str:
        """The text in one form; refuses an invisible character with its place."""
        return str(super().to_python(clean(str(value)) if value else ""))

    def bound_data(self, data: Any, initial: Any) -> Any:
        """What the form shows again: every word, nothing invisible."""
        return without_invisible(data) if isinstance(data, str) else data


def line(**kwargs: Any) -> Words:
    """A field of one line."""
    kwargs.setdefault("widget", forms.TextInput())
    return Words(**kwargs)


def take_files(form: forms.Form) -> None:
    """Let a form have a place for what is wrong with its files; the input is in _files.html."""
    form.fields["files"] = forms.Field(required=False, widget=forms.HiddenInput)
