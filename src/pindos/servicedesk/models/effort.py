"""The time that was spent on a ticket."""

from django.db import models

from pindos.servicedesk.models.ticket import Ticket
from pindos.servicedesk.terms import NOTE_LENGTH


class Effort(models.Model):
    """Minutes that a person spent on a ticket on a day; ``by`` wrote it down.

    ``unit`` is the one for which the work was done: figures are by unit, never by person.
    """

    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="efforts")
    who = models.ForeignKey("organisation.Person", models.PROTECT, related_name="+")
    unit = models.ForeignKey("organisation.Unit", models.PROTECT, related_name="+")
    by = models.ForeignKey("organisation.Person", models.PROTECT, related_name="+")
    minutes = models.PositiveSmallIntegerField()
    on = models.DateField()
    note = models.CharField(max_length=NOTE_LENGTH, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["ticket", "id"], name="effort_on_ticket"),
            models.Index(fields=["unit", "on"], name="effort_of_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.minutes} min on ticket {self.ticket_id}"
