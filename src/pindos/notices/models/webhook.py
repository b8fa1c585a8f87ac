"""Webhooks: outside programs that are told of what happens, and each thing sent to them."""

from uuid import uuid4

from django.db import models
from django.utils import timezone
from django.utils.translation import pgettext_lazy

from pindos.kernel.models import Versioned
from pindos.notices.terms import Fault, OffReason

NAME_LENGTH = 100
ADDRESS_LENGTH = 500


class Webhook(Versioned):
    """A receiver: what it hears is what somebody who looks at ``unit`` sees in the feed.

    ``kinds`` are names of events; none means all. ``keeper`` is told when the house switches it
    off. Secrets are kept sealed; the former one signs too until ``old_until``. One that is removed
    has none any more; its row stays for its log and for the trail.

    The rest is for the house itself: ``after`` is the last seq that was looked at, ``failures``
    counts tries without success in a row, ``paused_until`` leaves a failing receiver alone and
    ``lease_until`` is how long one process speaks to it.
    """

    name = models.CharField(max_length=NAME_LENGTH)
    address = models.CharField(max_length=ADDRESS_LENGTH)
    unit = models.ForeignKey("organisation.Unit", models.PROTECT, related_name="+")
    kinds = models.JSONField(default=list, blank=True)
    keeper = models.ForeignKey(
        "organisation.Person", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    secret = models.TextField()
    old_secret = models.TextField(blank=True)
    old_until = models.DateTimeField(null=True, blank=True)
    is_on = models.BooleanField(default=True)
    off_reason = models.CharField(max_length=10, choices=OffReason.choices, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)
    after = models.BigIntegerField(default=0)
    failures = models.PositiveIntegerField(default=0)
    failing_since = models.DateTimeField(null=True, blank=True)
    received_at = models.DateTimeField(null=True, blank=True)
    paused_until = models.DateTimeField(null=True, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)

    @property
    def mood(self) -> str:
        """How it stands: it works, it fails, it was switched off, or nothing has been sent yet."""
        if not self.is_on:
            return "down" if self.off_reason in {OffReason.GONE, OffReason.FAILING} else "idle"
        if self.failures:
            return "warn"
        return "ok" if self.received_at else "idle"

    @property
    def mood_icon(self) -> str:
        """The shape that says the same."""
        return {"idle": "clock" if self.is_on else "pause"}.get(self.mood, self.mood)

    def __str__(self) -> str:
        return self.name


class WebhookSending(models.Model):
    """One event on its way to one receiver; without ``seq`` it is a test.

    ``message`` is the same at every try, so that the receiver knows a repetition. ``took`` is in
    milliseconds; ``answer`` is the beginning of what the receiver said.
    """

    class State(models.TextChoices):
        """How far it has come; failed waits for a person, withheld is never sent."""

        WAITING = "waiting", pgettext_lazy("webhook", "Waiting")
        SENT = "sent", pgettext_lazy("webhook", "Received")
        FAILED = "failed", pgettext_lazy("webhook", "Failed")
        WITHHELD = "withheld", pgettext_lazy("webhook", "Not sent")

    webhook = models.ForeignKey(Webhook, models.CASCADE, related_name="sendings")
    seq = models.BigIntegerField(null=True, blank=True)
    event = models.CharField(max_length=100)
    message = models.UUIDField(default=uuid4, unique=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField(default=timezone.now)
    next_try_at = models.DateTimeField(default=timezone.now)
    tried_at = models.DateTimeField(null=True, blank=True)
    status = models.PositiveSmallIntegerField(null=True, blank=True)
    took = models.PositiveIntegerField(null=True, blank=True)
    answer = models.TextField(blank=True)
    fault = models.CharField(max_length=10, choices=Fault.choices, blank=True)
    detail = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["webhook", "seq"], name="one_webhook_sending_per_event"
            )
        ]
        indexes = [
            models.Index(
                fields=["webhook", "next_try_at"],
                name="webhook_sending_undone",
                condition=models.Q(state="waiting"),
            ),
            models.Index(fields=["webhook", "state"], name="webhook_sending_state"),
        ]

    @property
    def mood(self) -> str:
        """How the fate looks: good, bad, or worth a look."""
        moods = {self.State.SENT: "ok", self.State.FAILED: "down", self.State.WITHHELD: "idle"}
        return moods.get(self.State(self.state), "warn" if self.fault else "idle")

    @property
    def mood_icon(self) -> str:
        """The shape that says the same."""
        idle = "pause" if self.state == self.State.WITHHELD else "clock"
        return {"idle": idle}.get(self.mood, self.mood)

    @property
    def why(self) -> str:
        """What went wrong, in words; nothing where nothing did."""
        return str(Fault(self.fault).label) % {"detail": self.detail} if self.fault else ""

    def __str__(self) -> str:
        return f"{self.event} to webhook {self.webhook_id}"
