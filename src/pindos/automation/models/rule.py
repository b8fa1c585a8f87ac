"""Rules of units, how each was tried out, and each time that one acted."""

from django.db import models

from pindos.automation.terms import NAME_LENGTH, OffReason, Outcome, When
from pindos.kernel.models import Versioned
from pindos.servicedesk.terms import Impact, Urgency


class Rule(Versioned):
    """When something happens to a ticket of the unit and it fits, this is done to it.

    ``condition`` is a filter of tickets; every deed is a field, and what is empty is not done.
    ``failures`` counts the runs in a row of which something was refused. ``tried_at`` is empty
    until it has been tried out as it stands: before that nobody can switch it on.
    """

    unit = models.ForeignKey("organisation.Unit", models.PROTECT, related_name="+")
    name = models.CharField(max_length=NAME_LENGTH)
    when = models.CharField(max_length=20, choices=When.choices)
    condition = models.TextField(blank=True)
    place = models.PositiveSmallIntegerField(default=10)
    is_once = models.BooleanField(default=True)
    category = models.CharField(max_length=40, blank=True)
    impact = models.CharField(max_length=10, choices=Impact.choices, blank=True)
    urgency = models.CharField(max_length=10, choices=Urgency.choices, blank=True)
    assign_to = models.ForeignKey(
        "organisation.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    assign_least = models.BooleanField(default=False)
    checklist = models.CharField(max_length=40, blank=True)
    tasks = models.TextField(blank=True)
    note = models.TextField(blank=True)
    reply = models.TextField(blank=True)
    asks = models.BooleanField(default=False)
    tell_unit = models.BooleanField(default=False)
    tell_heads = models.BooleanField(default=False)
    tell_person = models.ForeignKey(
        "organisation.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    tell_text = models.TextField(blank=True)
    is_on = models.BooleanField(default=False)
    off_reason = models.CharField(
        max_length=10, choices=OffReason.choices, default=OffReason.NEW, blank=True
    )
    failures = models.PositiveSmallIntegerField(default=0)
    tried_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["when", "is_on", "place", "id"], name="rule_when")]

    def __str__(self) -> str:
        return self.name


class Trial(models.Model):
    """What a rule would have done to the tickets of the last weeks; only the last try is kept.

    ``looked`` are the events that it was asked about and ``hits`` those that fitted; ``lines``
    are the first of these: ticket, moment, and each deed with what would have come of it.
    """

    rule = models.OneToOneField(Rule, models.CASCADE, related_name="trial")
    version = models.PositiveIntegerField()
    at = models.DateTimeField()
    by = models.ForeignKey(
        "organisation.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    looked = models.PositiveIntegerField()
    hits = models.PositiveIntegerField()
    is_cut = models.BooleanField(default=False)
    lines = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"rule {self.rule_id}: {self.hits} of {self.looked}"


class Run(models.Model):
    """A rule acted on a ticket because of one event, never twice for the same.

    ``deeds`` are pairs of a deed and its fate, with the words of a refusal.
    """

    rule = models.ForeignKey(Rule, models.CASCADE, related_name="runs")
    ticket = models.ForeignKey("servicedesk.Ticket", models.CASCADE, related_name="+")
    cause = models.CharField(max_length=120)
    at = models.DateTimeField()
    version = models.PositiveIntegerField()
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    deeds = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["rule", "ticket", "cause"], name="one_run_for_each_event"
            )
        ]
        indexes = [
            models.Index(fields=["rule", "-at", "-id"], name="run_of_rule"),
            models.Index(fields=["at"], name="run_by_time"),
        ]

    def __str__(self) -> str:
        return f"rule {self.rule_id} on ticket {self.ticket_id}: {self.outcome}"
