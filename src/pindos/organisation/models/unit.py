"""Units of an administration, the tree along which jurisdiction runs, and who answers for what."""

from django.db import models

from pindos.organisation.models.place import Administration, Prefecture
from pindos.organisation.terms import Competence, UnitKind


class Unit(models.Model):
    """The administration, a directorate, a department or another service of it.

    ``prefecture`` is set where the unit's competence is local to one (S6); ``seat_el`` names the
    town it sits in. A unit that a later chart no longer holds is abolished, never deleted.
    """

    administration = models.ForeignKey(Administration, models.PROTECT, related_name="+")
    key = models.CharField(max_length=30, unique=True)
    short_el = models.CharField(max_length=40)
    name_el = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=20, choices=UnitKind.choices)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    prefecture = models.ForeignKey(
        Prefecture, models.PROTECT, null=True, blank=True, related_name="+"
    )
    seat_el = models.CharField(max_length=100, blank=True)
    email = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    is_abolished = models.BooleanField(default=False)
    unverified = models.JSONField(default=list, blank=True)

    def __str__(self) -> str:
        return self.name_el


class Reach(models.Model):
    """The whole tree as pairs: above reaches below, and every unit reaches itself."""

    above = models.ForeignKey(Unit, models.CASCADE, related_name="reaches")
    below = models.ForeignKey(Unit, models.CASCADE, related_name="reached_by")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["above", "below"], name="one_reach_per_pair")
        ]

    def __str__(self) -> str:
        return f"{self.above_id} over {self.below_id}"


class Duty(models.Model):
    """A unit is competent for something: in one prefecture, or everywhere when it has none.

    ``clause`` is the place in the statute (S1 to S14) that makes it so.
    """

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="duties")
    competence = models.CharField(max_length=40, choices=Competence.choices)
    prefecture = models.ForeignKey(
        Prefecture, models.CASCADE, null=True, blank=True, related_name="duties"
    )
    clause = models.CharField(max_length=20)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["competence", "prefecture"],
                name="one_unit_per_local_duty",
                condition=models.Q(prefecture__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["unit", "competence"],
                name="one_general_duty_each",
                condition=models.Q(prefecture__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.competence}: unit {self.unit_id}"
