"""Lengths of working time as a field that takes words."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from pindos.servicedesk.queries.spans import in_words
from pindos.servicedesk.rules import minutes_written


class Span(forms.CharField):
    """A length of working time, written as people write it."""

    def prepare_value(self, value: Any) -> Any:
        """Minutes in words; what was typed stays as it is."""
        return in_words(value) if isinstance(value, int) else value

    def clean(self, value: Any) -> int | None:
        """The minutes."""
        text = super().clean(value)
        try:
            return minutes_written(text)
        except ValueError as error:
            words = _("Write it so: 30 minutes, 4 hours, or 2 days (of eight working hours).")
            raise ValidationError(words) from error
