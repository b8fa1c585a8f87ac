"""Lengths of working time in words, and as a field that takes words."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pindos.servicedesk.rules import in_pieces, minutes_written


def in_words(minutes: int) -> str:
    """«2 days 4 hours» of working time; a day has eight hours."""
    return _written(*in_pieces(minutes))


def in_hours(minutes: int) -> str:
    """The same in hours and minutes, for a stretch of one day."""
    return _written(0, *divmod(minutes, 60))


def _written(days: int, hours: int, rest: int) -> str:
    found = []
    if days:
        found.append(ngettext("%(n)s working day", "%(n)s working days", days) % {"n": days})
    if hours:
        found.append(ngettext("%(n)s hour", "%(n)s hours", hours) % {"n": hours})
    if rest or not found:
        found.append(ngettext("%(n)s minute", "%(n)s minutes", rest) % {"n": rest})
    return " ".join(found)


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
