"""How long a ticket of each priority may stay open before it counts as late."""

from django.db import models

from pindos.servicedesk.terms import Priority


class Goal(models.Model):
    """Hours by the clock on the wall, set by an administrator; one row a priority."""

    priority = models.PositiveSmallIntegerField(choices=Priority.choices, unique=True)
    hours = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.get_priority_display()}: {self.hours} h"
