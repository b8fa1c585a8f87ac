"""What was measured outside of the house."""

from django.db import models


class Sounding(models.Model):
    """The last measure of one thing: plain values, or why it could not be had."""

    key = models.CharField(max_length=100, unique=True)
    value = models.JSONField(default=dict)
    error = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.key} at {self.at:%Y-%m-%d %H:%M}"
