"""Service levels: within how much working time a ticket is answered, solved, handed back."""

from django.db import models

from pindos.kernel.models import Versioned
from pindos.servicedesk.terms import Priority


class Level(Versioned):
    """What is promised for some tickets, in minutes of working time.

    It is for tickets of the priority, category and prefecture that it names; empty means any.
    Minutes and hours that are empty are those of the more general level. ``scope`` is its
    three ids in one text, so that there are no two for the same tickets. A row for a priority
    alone stands for what the house brings.
    """

    scope = models.CharField(max_length=80, unique=True)
    priority = models.PositiveSmallIntegerField(choices=Priority.choices, null=True, blank=True)
    category = models.ForeignKey(
        "servicedesk.Category", models.PROTECT, null=True, blank=True, related_name="+"
    )
    prefecture = models.ForeignKey(
        "organisation.Prefecture", models.PROTECT, null=True, blank=True, related_name="+"
    )
    answer = models.PositiveIntegerField(null=True, blank=True)
    solution = models.PositiveIntegerField(null=True, blank=True)
    leg = models.PositiveIntegerField(null=True, blank=True)
    hours = models.CharField(max_length=40, blank=True)
    is_retired = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.scope


class Following(models.Model):
    """A level that was set and that clocks of open tickets do not follow yet.

    ``after`` is the id of the last ticket whose clocks do; the row goes when those of all do.
    """

    level = models.OneToOneField(Level, models.CASCADE, related_name="+")
    after = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.level} after {self.after}"
