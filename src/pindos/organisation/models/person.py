"""People, and the positions they hold."""

from django.db import models
from django.db.models.functions import Lower

from pindos.kernel.models import Versioned
from pindos.organisation.models.place import Site
from pindos.organisation.models.unit import Unit
from pindos.organisation.rules import full_name
from pindos.organisation.terms import Role


class Person(Versioned):
    """A human being known to the administration, with or without an account.

    ``key`` is how imports name a person (a payroll number, or the mail address when there is
    none); ``service`` is the office as people call it; ``site`` is where they sit.
    """

    key = models.CharField(max_length=100, unique=True)
    given_name = models.CharField(max_length=100)
    family_name = models.CharField(max_length=100)
    email = models.EmailField(max_length=200, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    service = models.CharField(max_length=200, blank=True)
    site = models.ForeignKey(Site, models.SET_NULL, null=True, blank=True, related_name="+")
    search_text = models.CharField(max_length=1000, blank=True, editable=False)

    class Meta:
        indexes = [
            models.Index(fields=["family_name", "given_name", "id"], name="person_by_name"),
            models.Index(Lower("email"), name="person_by_address"),  # each mail asks whose it is
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """As people are addressed."""
        return full_name(self.given_name, self.family_name)


class Position(Versioned):
    """A person in a unit in a role, from a day up to and with another one (or open)."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="positions")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="positions")
    role = models.CharField(max_length=20, choices=Role.choices)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "unit", "role", "starts_on"], name="one_position_each"
            ),
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True)
                | models.Q(ends_on__gte=models.F("starts_on")),
                name="position_ends_after_it_starts",
            ),
        ]
        indexes = [models.Index(fields=["unit", "role"], name="position_of_unit")]

    def __str__(self) -> str:
        return f"person {self.person_id} in unit {self.unit_id}: {self.role}"
