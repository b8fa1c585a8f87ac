"""One notice on its way through one channel."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pindos.notices.models.notice import Notice


class Sending(models.Model):
    """Whether a notice left, when, and what the other side said.

    ``lease_until`` is how long one process has it in hand; a dead one only delays it.
    """

    class State(models.TextChoices):
        """How far it has come; failed is final and says why."""

        WAITING = "waiting", _("Waiting")
        SENT = "sent", _("Sent")
        FAILED = "failed", _("Failed")

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="sendings")
    channel = models.CharField(max_length=30)
    address = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(default=timezone.now)
    lease_until = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    last_error = models.TextField(blank=True)
    answer = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["notice", "channel"], name="one_sending_per_channel")
        ]
        indexes = [
            models.Index(
                fields=["next_try_at", "id"],
                name="sending_undone",
                condition=models.Q(state="waiting"),
            )
        ]

    def __str__(self) -> str:
        return f"notice {self.notice_id} by {self.channel}"
