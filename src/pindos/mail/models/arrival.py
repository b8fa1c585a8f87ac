"""Messages that came in, and from whom none are taken."""

from django.db import models

from pindos.mail.models.mailbox import Mailbox
from pindos.mail.terms import NEEDS_A_PERSON, Answer, Fate, Source, Why


class Arrival(models.Model):
    """One message as it came; its bytes stand on disk under ``sha256``.

    ``essence`` is the same for every copy of one message, whichever mailbox and way it came by:
    that is how a message fetched twice is known. ``to_sort``: it came to the inbox of the
    unassigned, and who sorts that sees it for good. ``answer``: what its sender heard at once;
    empty for what came before that was kept. ``about`` names what it became part of
    (``servicedesk.ticket:7``), ``entry_id`` the line of its record. ``quiet_since``: its sender,
    who is not in the register, was taken off that thing, and hears of it no more.
    """

    essence = models.CharField(max_length=64, unique=True)
    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.PositiveBigIntegerField()
    source = models.CharField(max_length=10, choices=Source.choices)
    mailbox = models.ForeignKey(
        Mailbox, models.SET_NULL, null=True, blank=True, related_name="arrivals"
    )
    copies = models.PositiveIntegerField(default=1)
    at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    message_id = models.CharField(max_length=250, blank=True, db_index=True)
    sender = models.CharField(max_length=250, blank=True)
    sender_name = models.CharField(max_length=200, blank=True)
    subject = models.CharField(max_length=300, blank=True)
    written_to = models.CharField(max_length=500, blank=True)
    person = models.ForeignKey(
        "organisation.Person", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    fate = models.CharField(max_length=12, choices=Fate.choices, default=Fate.WAITING)
    why = models.CharField(max_length=12, choices=Why.choices, blank=True)
    detail = models.TextField(blank=True)
    signs = models.JSONField(default=list, blank=True)
    answer = models.CharField(max_length=12, choices=Answer.choices, blank=True)
    about = models.CharField(max_length=100, blank=True, db_index=True)
    entry_id = models.BigIntegerField(null=True, blank=True, db_index=True)
    to_sort = models.BooleanField(default=False)
    settled_at = models.DateTimeField(null=True, blank=True)
    quiet_since = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["sender", "at"], name="arrival_of_sender"),
            models.Index(fields=["fate", "id"], name="arrival_by_fate"),
        ]

    @property
    def mood(self) -> str:
        """How the fate looks: good, worth a look, or neither."""
        if self.fate in NEEDS_A_PERSON:
            return "warn"
        return "ok" if self.fate in (Fate.OPENED, Fate.ADDED) else "idle"

    @property
    def mood_icon(self) -> str:
        """The shape that says the same."""
        return "clock" if self.mood == "idle" else self.mood

    @property
    def reason(self) -> str:
        """Why it had its fate, in words."""
        if not self.why:
            return ""
        words = str(Why(self.why).label)
        return words % {"words": self.detail} if "%(words)s" in words else words

    def __str__(self) -> str:
        return self.subject or self.message_id or self.essence[:12]


class KnownSender(models.Model):
    """An address from which somebody of the register writes beside their own."""

    address = models.CharField(max_length=250, unique=True)
    person = models.ForeignKey("organisation.Person", models.CASCADE, related_name="+")
    by = models.ForeignKey(
        "organisation.Person", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.address


class BlockedSender(models.Model):
    """An address or a whole domain (``@example.gr``) from which nothing is taken."""

    address = models.CharField(max_length=250, unique=True)
    reason = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(
        "organisation.Person", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.address


class DeadAddress(models.Model):
    """An address to which nothing more is sent: its server said that it takes no letters."""

    address = models.CharField(max_length=250, unique=True)
    status = models.CharField(max_length=20, blank=True)
    words = models.TextField(blank=True)
    arrival = models.ForeignKey(Arrival, models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.address
