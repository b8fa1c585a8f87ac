"""One act on many tickets, with its result on each of them."""

from django.db import models

from pindos.servicedesk.models.ticket import Ticket
from pindos.servicedesk.terms import BulkOutcome, BulkState


class BulkAct(models.Model):
    """What somebody wants done to many tickets: looked at first, then carried out, maybe undone.

    ``account`` is whose rights hold while it is carried out; ``unit`` is where that person stands.
    """

    verb = models.CharField(max_length=20)
    arguments = models.JSONField(default=dict)
    account = models.ForeignKey("identity.Account", models.PROTECT, related_name="+")
    person = models.ForeignKey("organisation.Person", models.PROTECT, related_name="+")
    unit = models.ForeignKey(
        "organisation.Unit", models.PROTECT, null=True, blank=True, related_name="+"
    )
    state = models.CharField(max_length=10, choices=BulkState.choices, default=BulkState.PREVIEWED)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["person", "-id"], name="bulk_of_person"),
            models.Index(fields=["unit", "-id"], name="bulk_of_unit"),
            models.Index(fields=["state", "made_at"], name="bulk_by_state"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} by person {self.person_id} ({self.state})"


class BulkItem(models.Model):
    """One ticket of it: what was seen, what came of it and why.

    ``version`` is the one that was looked at, ``version_after`` the one that the act left;
    ``before`` holds the fields it changed as they were. ``said`` is the event as plain values.
    """

    bulk = models.ForeignKey(BulkAct, models.CASCADE, related_name="items")
    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="+")
    outcome = models.CharField(max_length=10, choices=BulkOutcome.choices)
    reason = models.TextField(blank=True)
    version = models.PositiveIntegerField()
    version_after = models.PositiveIntegerField(null=True, blank=True)
    before = models.JSONField(default=dict)
    said = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["bulk", "ticket"], name="one_item_a_ticket")
        ]
        indexes = [models.Index(fields=["bulk", "outcome", "id"], name="bulk_item_by_outcome")]

    def __str__(self) -> str:
        return f"ticket {self.ticket_id}: {self.outcome}"
