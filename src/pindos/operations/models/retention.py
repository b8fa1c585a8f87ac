"""How long files are kept: the rules, single files that are exempt, and what was erased."""

from django.db import models
from django.db.models import Q

from pindos.kernel.models import Versioned
from pindos.operations.terms import What


class RetentionRule(Versioned):
    """What is erased of files of a kind, or of one category, so many months after closing.

    It erases nothing until it is switched on; whatever changes its months switches it off.
    """

    kind = models.CharField(max_length=60)
    category = models.ForeignKey(
        "servicedesk.Category", models.PROTECT, null=True, blank=True, related_name="+"
    )
    what = models.CharField(max_length=10, choices=What.choices)
    months = models.PositiveSmallIntegerField()
    is_on = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "what"],
                condition=Q(category__isnull=True),
                name="one_rule_of_a_kind",
            ),
            models.UniqueConstraint(
                fields=["kind", "what", "category"], name="one_rule_of_a_category"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.what} of {self.kind} after {self.months} months"


class RetentionHold(models.Model):
    """That one file is exempt from all rules, why, and who said so; until it is lifted."""

    record = models.ForeignKey("records.Record", models.PROTECT, related_name="+")
    reason = models.CharField(max_length=500)
    by = models.ForeignKey("identity.Account", models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    lifted_by = models.ForeignKey("identity.Account", models.PROTECT, null=True, related_name="+")
    lifted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["record"], condition=Q(lifted_at__isnull=True), name="held_once_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"record {self.record_id} is exempt"


class Erasure(models.Model):
    """That a rule erased something in a file: what, when, and how much of it."""

    record = models.ForeignKey("records.Record", models.PROTECT, related_name="+")
    rule = models.ForeignKey(RetentionRule, models.PROTECT, related_name="+")
    what = models.CharField(max_length=10, choices=What.choices)
    at = models.DateTimeField()
    entries = models.PositiveIntegerField()
    files = models.PositiveIntegerField()

    class Meta:
        indexes = [models.Index(fields=["record", "what", "at"], name="erasure_of_record")]

    def __str__(self) -> str:
        return f"{self.what} of record {self.record_id}"
