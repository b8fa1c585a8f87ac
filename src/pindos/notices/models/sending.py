"""One notice, or a letter to somebody outside, on its way through one channel."""

from django.db import models
from django.utils import timezone
from django.utils.translation import pgettext_lazy

from pindos.kernel.called import Called
from pindos.kernel.reaching import said
from pindos.notices.models.notice import Notice
from pindos.notices.models.outside import OutsideLetter
from pindos.notices.terms import kind_called


class Sending(models.Model):
    """Whether a notice, or a letter to somebody outside, left, and what the other side said.

    ``lease_until`` is how long one process has it in hand; a dead one only delays it. ``link`` is
    a secret address that stands in this letter alone, sealed; it is gone as soon as the letter
    is, and at ``good_until`` at the latest.
    """

    class State(models.TextChoices):
        """How far it has come; failed is final and says why."""

        WAITING = "waiting", pgettext_lazy("mail", "Waiting")
        SENT = "sent", pgettext_lazy("mail", "Sent")
        FAILED = "failed", pgettext_lazy("mail", "Failed")

    notice = models.ForeignKey(
        Notice, models.CASCADE, null=True, blank=True, related_name="sendings"
    )
    outside = models.ForeignKey(
        OutsideLetter, models.CASCADE, null=True, blank=True, related_name="sendings"
    )
    channel = models.CharField(max_length=30)
    address = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(default=timezone.now)
    lease_until = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    last_error = models.TextField(blank=True)
    answer = models.TextField(blank=True)
    link = models.TextField(blank=True)
    good_until = models.DateTimeField(null=True, blank=True)

    thing: Called | None = None  # what it is about, set where somebody looks who may read that

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["notice", "channel"], name="one_sending_per_channel"),
            models.UniqueConstraint(fields=["outside", "channel"], name="one_outside_per_channel"),
            models.CheckConstraint(
                condition=models.Q(notice__isnull=True) ^ models.Q(outside__isnull=True),
                name="sending_has_one_letter",
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_try_at", "id"],
                name="sending_undone",
                condition=models.Q(state="waiting"),
            )
        ]

    @property
    def letter(self) -> Notice | OutsideLetter:
        """What is on its way."""
        found = self.notice or self.outside
        if found is None:
            raise ValueError("a sending without a letter")
        return found

    @property
    def to(self) -> str:
        """The name of whom it goes to; of somebody unknown what they call themselves, if so."""
        found = self.letter
        return found.person.name if isinstance(found, Notice) else found.name

    @property
    def to_address(self) -> str:
        """The address that it goes to now."""
        found = self.letter
        return found.person.email if isinstance(found, Notice) else found.address

    @property
    def kind_of_letter(self) -> str:
        """What kind of thing it tells; of one to somebody outside that it answers."""
        return str(kind_called(self.notice.kind).label) if self.notice else ""

    @property
    def mood(self) -> str:
        """How the fate looks: good, bad, or worth a look."""
        moods = {self.State.SENT: "ok", self.State.FAILED: "down"}
        return moods.get(self.State(self.state), "warn" if self.last_error else "idle")

    @property
    def mood_icon(self) -> str:
        """The shape that says the same."""
        return {"idle": "clock"}.get(self.mood, self.mood)

    @property
    def why(self) -> str:
        """The reason or answer in words; our own reasons are kept in English and said in Greek."""
        return self.answer if self.state == self.State.SENT else said(self.last_error)

    def __str__(self) -> str:
        what = f"notice {self.notice_id}" if self.notice_id else f"letter {self.outside_id}"
        return f"{what} by {self.channel}"
