"""Whom the directory must not bring back."""

from django.db import models


class Barred(models.Model):
    """A keyed digest of what once named somebody who was pseudonymised; it names nobody.

    It can be compared with what the directory says, and read by nobody.
    """

    digest = models.CharField(max_length=64, unique=True)
    at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"barred since {self.at:%Y-%m-%d}"
