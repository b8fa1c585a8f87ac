"""Working hours, and what they and the holidays said when a clock ran by them."""

from django.db import models

from pindos.clocks.terms import NAME_LENGTH
from pindos.kernel.models import Versioned


class OfficeHours(Versioned):
    """Hours that an administrator keeps: seven texts, Monday first, as people write them.

    ``keeps_holidays``: nobody works on the holidays of the State and of the place. A row with the
    key of shipped hours stands for them.
    """

    key = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=NAME_LENGTH)
    week = models.JSONField()
    keeps_holidays = models.BooleanField(default=True)
    is_retired = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.name


class Edition(models.Model):
    """Hours and days off as they stood; never changed, so that what was counted stays explained.

    ``content`` holds ``week`` (pairs of minutes a weekday), ``zone`` and ``days_off`` (the names
    in Greek and English by day); ``digest`` is its SHA-256.
    """

    digest = models.CharField(max_length=64, unique=True)
    content = models.JSONField()
    made_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.digest[:12]
