"""A word of a few that have an order."""

from typing import TYPE_CHECKING, Any

from django.db import models

if TYPE_CHECKING:
    Words = models.CharField[str, str]
else:
    Words = models.CharField


class Ranked(Words):
    """One of the words of its choices, which stand from the least to the most: lists go by that.

    In the database it is the word itself, as any text.
    """

    @property
    def ranks(self) -> list[str]:
        """The words, the least first."""
        return [str(value) for value, _label in self.choices or ()]

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        """As the migrations know it: a text."""
        name, _path, args, kwargs = super().deconstruct()
        return str(name), "django.db.models.CharField", list(args), dict(kwargs)
