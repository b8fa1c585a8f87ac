"""A record (φάκελος), its number and who takes part in it."""

from django.db import models

from pindos.records.terms import Part


class Counter(models.Model):
    """The last number given in a series such as FLO-2026; a row lock keeps it without gaps."""

    series = models.CharField(max_length=20, unique=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.series}: {self.last}"


class Record(models.Model):
    """One file. ``about`` names the kind of thing it is about (``servicedesk.ticket``).

    The number (FLO-2026-0412) never changes, wherever the matter goes.
    """

    about = models.CharField(max_length=60)
    number = models.CharField(max_length=30, unique=True, null=True)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.number or f"record {self.pk}"


class Participant(models.Model):
    """A person who takes part in a record."""

    record = models.ForeignKey(Record, models.CASCADE, related_name="participants")
    person = models.ForeignKey("organisation.Person", models.PROTECT, related_name="+")
    part = models.CharField(max_length=10, choices=Part.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["record", "person"], name="one_part_per_person")
        ]
        indexes = [models.Index(fields=["person", "part", "record"], name="part_of_person")]

    def __str__(self) -> str:
        return f"person {self.person_id} in record {self.record_id}"
