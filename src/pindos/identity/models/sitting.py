"""A sitting: one signed-in browser."""

from django.db import models
from django.utils import timezone

from pindos.identity.models.account import Account
from pindos.identity.terms import BROWSER_LENGTH


class Sitting(models.Model):
    """A session as its owner may see it; ``key`` is the digest by which the session is kept.

    ``seen_at`` is written once in a few minutes, so that reading stays reading.
    """

    account = models.ForeignKey(Account, models.CASCADE, related_name="sittings")
    key = models.CharField(max_length=40, unique=True)
    browser = models.CharField(max_length=BROWSER_LENGTH, blank=True)
    address = models.CharField(max_length=60, blank=True)
    began_at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"sitting {self.pk} of account {self.account_id}"
