"""Tickets about the same matter that are dealt with as one."""

from django.db import models
from django.db.models import F, Q

from pindos.servicedesk.models.ticket import Ticket
from pindos.servicedesk.terms import State


class Merge(models.Model):
    """``ticket`` was merged into ``into`` until ``undone_at``; nothing of it was moved.

    ``root`` is where the work is done at last: the same, or where that one was merged in turn.
    ``state`` is what the ticket goes back to. What each wrote stays where it was written: the
    joint timeline is read from all of them together, so that undoing needs to move nothing.
    """

    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="+")
    into = models.ForeignKey(Ticket, models.CASCADE, related_name="+")
    root = models.ForeignKey(Ticket, models.CASCADE, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices)
    by = models.ForeignKey("organisation.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["ticket"],
                condition=Q(undone_at__isnull=True),
                name="merged_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(ticket=F("into")) & ~Q(ticket=F("root")),
                name="never_merged_into_itself",
            ),
        ]
        indexes = [
            models.Index(fields=["root", "undone_at"], name="merge_of_root"),
            models.Index(fields=["into", "undone_at"], name="merge_of_into"),
        ]

    def __str__(self) -> str:
        return f"ticket {self.ticket_id} into {self.into_id}"


class Share(models.Model):
    """An entry of another ticket that is read on ``ticket`` too.

    It is a reply of the desk that went to the requester of a merged ticket as well, or what was
    taken over when the ticket was split off; with ``is_inside`` only the units read it.
    """

    entry = models.ForeignKey("records.Entry", models.CASCADE, related_name="+")
    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="+")
    is_inside = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["ticket", "entry"], name="one_share_of_an_entry")
        ]

    def __str__(self) -> str:
        return f"entry {self.entry_id} for ticket {self.ticket_id}"
