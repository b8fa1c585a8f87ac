"""A problem that one unit wants to hand to another, which accepts it or says why not."""

from django.db import models

from pindos.problems.models.problem import Problem
from pindos.problems.terms import Outcome


class Offer(models.Model):
    """``from_unit`` owns the problem until ``unit`` accepts; with ``ended_at`` it is over."""

    problem = models.ForeignKey(Problem, models.CASCADE, related_name="offers")
    from_unit = models.ForeignKey("organisation.Unit", models.PROTECT, related_name="+")
    unit = models.ForeignKey("organisation.Unit", models.PROTECT, related_name="+")
    reason = models.TextField()
    asked_by = models.ForeignKey(
        "organisation.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    asked_at = models.DateTimeField()
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(
        "organisation.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["problem"],
                condition=models.Q(ended_at__isnull=True),
                name="one_open_offer_a_problem",
            )
        ]
        indexes = [
            models.Index(fields=["unit", "ended_at"], name="offer_to_unit"),
            models.Index(fields=["from_unit", "outcome"], name="offer_of_unit"),
        ]

    def __str__(self) -> str:
        return f"problem {self.problem_id} to unit {self.unit_id}: {self.outcome}"
