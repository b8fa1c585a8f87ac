"""What is to be done on a ticket, line by line, and the checklists that are kept ready."""

from django.db import models

from pindos.servicedesk.models.ticket import Ticket
from pindos.servicedesk.terms import TEXT_LENGTH, TITLE_LENGTH


class Task(models.Model):
    """One thing to do on a ticket; those of one checklist carry its name as ``group``.

    ``place`` gives the order; ``done_at`` is empty while it is open.
    """

    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="tasks")
    title = models.CharField(max_length=TITLE_LENGTH)
    group = models.CharField(max_length=TITLE_LENGTH, blank=True)
    place = models.PositiveSmallIntegerField()
    who = models.ForeignKey(
        "organisation.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    due_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(
        "organisation.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        indexes = [
            models.Index(fields=["ticket", "place", "id"], name="task_of_ticket"),
            models.Index(
                fields=["who", "due_at", "id"],
                condition=models.Q(done_at__isnull=True),
                name="open_task_of_person",
            ),
            models.Index(
                fields=["due_at", "id"],
                condition=models.Q(done_at__isnull=True),
                name="open_task_by_day",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Checklist(models.Model):
    """Lines that are put on a ticket together; of one unit, or of all when it names none.

    A row with the key of one that ships with the product stands in its place; ``is_hidden``
    takes it off the lists.
    """

    key = models.CharField(max_length=60, unique=True)
    unit = models.ForeignKey(
        "organisation.Unit", models.PROTECT, null=True, blank=True, related_name="+"
    )
    name = models.CharField(max_length=TITLE_LENGTH)
    lines = models.TextField(max_length=TEXT_LENGTH)
    is_hidden = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.name
