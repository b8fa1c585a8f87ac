"""Work that comes round, and each ticket that it opened."""

from django.db import models
from django.utils import timezone

from pindos.automation.terms import NAME_LENGTH, Every, Shift
from pindos.kernel.models import Versioned
from pindos.servicedesk.terms import TITLE_LENGTH


class Routine(Versioned):
    """A ticket that opens itself again and again, for a person of the unit.

    ``done_until`` is the last day named by its rhythm that has been dealt with.
    """

    unit = models.ForeignKey("organisation.Unit", models.PROTECT, related_name="+")
    name = models.CharField(max_length=NAME_LENGTH)
    title = models.CharField(max_length=TITLE_LENGTH)
    description = models.TextField(blank=True)
    requester = models.ForeignKey("organisation.Person", models.PROTECT, related_name="+")
    category = models.CharField(max_length=40, blank=True)
    checklist = models.CharField(max_length=40, blank=True)
    tasks = models.TextField(blank=True)
    assign_to = models.ForeignKey(
        "organisation.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    every = models.CharField(max_length=10, choices=Every.choices, default=Every.MONTHS)
    step = models.PositiveSmallIntegerField(default=1)
    begins = models.DateField()
    ends = models.DateField(null=True, blank=True)
    day = models.PositiveSmallIntegerField(default=1)
    weekday = models.PositiveSmallIntegerField(default=0)
    nth = models.SmallIntegerField(default=1)
    shift = models.CharField(max_length=10, choices=Shift.choices, default=Shift.FORWARD)
    is_on = models.BooleanField(default=False)
    done_until = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name


class Occurrence(models.Model):
    """One day of a routine, never twice: its ticket, or why there is none."""

    routine = models.ForeignKey(Routine, models.CASCADE, related_name="occurrences")
    named = models.DateField()
    on = models.DateField()
    at = models.DateTimeField()
    ticket = models.ForeignKey(
        "servicedesk.Ticket", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    refused = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["routine", "on"], name="one_ticket_a_day"),
            models.UniqueConstraint(fields=["routine", "named"], name="one_ticket_a_named_day"),
        ]

    @property
    def is_late(self) -> bool:
        """Whether it was caught up on, on a later day."""
        return timezone.localdate(self.at) > self.on

    def __str__(self) -> str:
        return f"routine {self.routine_id} on {self.on}"
