"""What administrators have set instead of the defaults."""

from django.db import models


class Option(models.Model):
    """One setting as it was chosen; ``None`` is back at its default. A row is never deleted.

    Versions only rise and rows only appear, so their number and sum tell whether anything moved.
    """

    key = models.CharField(max_length=100, unique=True)
    value = models.JSONField(null=True)
    version = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return self.key
