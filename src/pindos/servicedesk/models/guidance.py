"""What an instruction had to do with a ticket."""

from django.db import models

from pindos.servicedesk.models.ticket import Ticket
from pindos.servicedesk.terms import Guided


class Guidance(models.Model):
    """An instruction solved the ticket, was sent in a reply to it, or was written from it."""

    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="+")
    instruction = models.ForeignKey("knowledge.Instruction", models.CASCADE, related_name="+")
    how = models.CharField(max_length=10, choices=Guided.choices)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["ticket", "instruction", "how"], name="one_guidance_of_a_kind"
            )
        ]
        indexes = [models.Index(fields=["instruction", "-id"], name="guidance_by_instruction")]

    def __str__(self) -> str:
        return f"instruction {self.instruction_id} {self.how} ticket {self.ticket_id}"
