"""Tickets that belong together."""

from django.db import models

from pindos.servicedesk.models.ticket import Ticket
from pindos.servicedesk.terms import LinkKind


class Link(models.Model):
    """``ticket`` is related to, duplicates, blocks or is the parent of ``other``.

    One row for both sides; of two that are merely related the older is ``ticket``.
    """

    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=LinkKind.choices)
    other = models.ForeignKey(Ticket, models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["ticket", "other", "kind"], name="one_link_of_a_kind"),
            models.UniqueConstraint(
                fields=["other"],
                condition=models.Q(kind=LinkKind.PARENT),
                name="one_parent_per_ticket",
            ),
            models.CheckConstraint(
                condition=~models.Q(ticket=models.F("other")), name="no_link_to_itself"
            ),
        ]
        indexes = [
            models.Index(fields=["ticket", "-id"], name="link_of_ticket"),
            models.Index(fields=["other", "-id"], name="link_of_other"),
        ]

    def __str__(self) -> str:
        return f"ticket {self.ticket_id} {self.kind} ticket {self.other_id}"
