"""What happened: one table for the audit trail, the feeds and the reactions."""

from secrets import token_hex

from django.db import models

from pindos.kernel.terms import Audience


class Event(models.Model):
    """One fact, written in the transaction that made it true; numbered and chained by seal().

    ``unit_id`` is the unit it belongs to, ``other_unit_id`` one that has the work by referral;
    ``capacity`` is the role by which the actor had the right, ``door`` and ``address`` say from
    where. What names a person's machine or words (``address``, ``payload``) can be erased.
    """

    name = models.CharField(max_length=100, db_index=True)
    subject = models.CharField(max_length=100, db_index=True)
    unit_id = models.BigIntegerField(null=True, blank=True)
    other_unit_id = models.BigIntegerField(null=True, blank=True)
    audience = models.CharField(max_length=10, choices=Audience.choices)
    actor_id = models.BigIntegerField(null=True, blank=True)
    capacity = models.CharField(max_length=20, blank=True)
    door = models.CharField(max_length=100)
    address = models.CharField(max_length=60, null=True)
    at = models.DateTimeField(auto_now_add=True)
    payload = models.JSONField(null=True)
    salt = models.CharField(max_length=64, null=True, default=token_hex, editable=False)
    digest = models.CharField(max_length=64, null=True, editable=False)
    seq = models.BigIntegerField(null=True, unique=True, editable=False)
    hash = models.CharField(max_length=64, null=True, editable=False)

    class Meta:
        indexes = [
            models.Index(fields=["unit_id", "seq"], name="event_of_unit"),
            models.Index(fields=["other_unit_id", "seq"], name="event_of_other_unit"),
            models.Index(fields=["actor_id", "seq"], name="event_of_actor"),
            models.Index(
                fields=["id"], name="event_unsealed", condition=models.Q(seq__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} of {self.subject}"


class Change(models.Model):
    """One field before and after. No feed shows it; it may be erased and the chain still holds."""

    event = models.ForeignKey(Event, models.PROTECT, related_name="changes")
    field = models.CharField(max_length=60)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    salt = models.CharField(max_length=64, null=True, default=token_hex, editable=False)
    digest = models.CharField(max_length=64, null=True, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["event", "field"], name="one_change_per_field")
        ]

    def __str__(self) -> str:
        return f"{self.field} in event {self.event_id}"
