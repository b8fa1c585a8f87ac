"""Questions to the head of a unit whether something may be done."""

from django.db import models

from pindos.servicedesk.models.ticket import Ticket
from pindos.servicedesk.terms import Decision


class Approval(models.Model):
    """What the head of ``unit`` was asked about a ticket; once decided it never changes.

    ``decision`` is empty while it waits. ``is_own`` marks the approval of one's own request,
    which only the only head of a unit can give.
    """

    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="approvals")
    unit = models.ForeignKey("organisation.Unit", models.PROTECT, related_name="+")
    question = models.TextField()
    asked_by = models.ForeignKey("organisation.Person", models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    decision = models.CharField(max_length=10, choices=Decision.choices, blank=True)
    decided_by = models.ForeignKey(
        "organisation.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(blank=True)
    is_own = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["ticket"],
                condition=models.Q(decision=""),
                name="one_open_approval_per_ticket",
            )
        ]
        indexes = [models.Index(fields=["unit", "decision", "id"], name="approval_of_unit")]

    def __str__(self) -> str:
        return f"approval of ticket {self.ticket_id} by unit {self.unit_id}: {self.decision}"
