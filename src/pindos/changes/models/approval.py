"""Questions to a head whether a change may be made."""

from django.db import models

from pindos.changes.models.change import Change
from pindos.changes.terms import Decision


class Approval(models.Model):
    """What the head of ``unit`` was asked about a change; once decided it never changes.

    ``decision`` is empty while it waits; ``is_after`` marks the word on an emergency that had
    begun without it.
    """

    change = models.ForeignKey(Change, models.CASCADE, related_name="approvals")
    unit = models.ForeignKey("organisation.Unit", models.PROTECT, related_name="+")
    asked_by = models.ForeignKey("organisation.Person", models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    decision = models.CharField(max_length=10, choices=Decision.choices, blank=True)
    decided_by = models.ForeignKey(
        "organisation.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(blank=True)
    is_after = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["change"],
                condition=models.Q(decision=""),
                name="one_open_approval_per_change",
            )
        ]
        indexes = [models.Index(fields=["unit", "decision", "id"], name="change_approval_unit")]

    def __str__(self) -> str:
        return f"approval of change {self.change_id} by unit {self.unit_id}: {self.decision}"
