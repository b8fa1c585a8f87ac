"""The queue: who is still to be told."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pindos.kernel.models.event import Event


class Delivery(models.Model):
    """One event on its way to one reaction. The row is the queue: there is no other."""

    class State(models.TextChoices):
        """How far it has come; parked waits for a person."""

        WAITING = "waiting", _("Waiting")
        LEASED = "leased", _("Being carried out")
        DONE = "done", _("Done")
        PARKED = "parked", _("Parked")

    event = models.ForeignKey(Event, models.PROTECT, related_name="deliveries")
    reaction = models.CharField(max_length=100)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    lease_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(default=timezone.now)
    last_error = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["event", "reaction"], name="one_delivery_per_reaction")
        ]
        indexes = [
            models.Index(
                fields=["next_try_at", "id"],
                name="delivery_undone",
                condition=models.Q(state__in=["waiting", "leased"]),
            ),
            models.Index(
                fields=["reaction", "id"],
                name="delivery_parked",
                condition=models.Q(state="parked"),
            ),
        ]

    def __str__(self) -> str:
        return f"event {self.event_id} -> {self.reaction}"
