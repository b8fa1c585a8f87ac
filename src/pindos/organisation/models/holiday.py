"""Days on which nobody works, as administrators keep them."""

from django.db import models

from pindos.kernel.models import Versioned


class DayOff(Versioned):
    """A holiday: when it ``falls`` (``organisation.holidays.days``) and where.

    ``prefecture`` is a key of the chart, empty for the whole State. A row with the key of a
    holiday that is shipped stands for it.
    """

    key = models.SlugField(max_length=40, unique=True)
    falls = models.CharField(max_length=20)
    name_el = models.CharField(max_length=100)
    name_en = models.CharField(max_length=100, blank=True)
    prefecture = models.CharField(max_length=3, blank=True)
    place = models.CharField(max_length=100, blank=True)
    is_retired = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.falls} {self.name_el}"
