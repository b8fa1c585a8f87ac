"""For how long each unit had a ticket: what the figures are made of."""

from django.db import models

from pindos.servicedesk.models.ticket import Ticket
from pindos.servicedesk.terms import Began


class Stay(models.Model):
    """A leg: the time for which one unit has the work, from one referral step to the next.

    ``unit`` has the work and ``for_unit`` answers for it then. It lasts until the ticket goes to
    another unit or is solved. ``answered_at`` stands on the one stay of a ticket in which the
    requester was answered for the first time. Times in ``seconds`` are by the clock on the wall.
    ``prefecture`` and ``category`` are always the ticket's own.

    Every figure is made from one of its indexes alone, which begins with a time; none of them
    begins with a unit, or a database would take that one and read the whole table.

    It follows from the events of the ticket and can be made anew from them (``recount_stays``).
    """

    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="stays")
    unit = models.ForeignKey("organisation.Unit", models.PROTECT, db_index=False, related_name="+")
    for_unit = models.ForeignKey(
        "organisation.Unit", models.PROTECT, db_index=False, related_name="+"
    )
    prefecture = models.ForeignKey(
        "organisation.Prefecture", models.PROTECT, db_index=False, related_name="+"
    )
    category = models.ForeignKey(
        "servicedesk.Category",
        models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="+",
    )
    began_by = models.CharField(max_length=10, choices=Began.choices)
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    seconds = models.PositiveBigIntegerField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_after = models.PositiveBigIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["ticket"],
                condition=models.Q(ended_at__isnull=True),
                name="one_open_stay_per_ticket",
            )
        ]
        indexes = [
            models.Index(
                fields=[
                    "ended_at",
                    "for_unit",
                    "prefecture",
                    "category",
                    "unit",
                    "seconds",
                    "ticket",
                ],
                name="stay_ended",
            ),
            models.Index(fields=["began_by", "began_at", "ticket"], name="stay_began"),
            models.Index(
                fields=[
                    "answered_at",
                    "for_unit",
                    "prefecture",
                    "category",
                    "unit",
                    "answered_after",
                    "ticket",
                ],
                condition=models.Q(answered_at__isnull=False),
                name="stay_answered",
            ),
        ]

    def __str__(self) -> str:
        return f"ticket {self.ticket_id} with unit {self.unit_id} from {self.began_at}"
