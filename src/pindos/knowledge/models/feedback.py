"""Whether an instruction helped: what readers say, and whether they asked for help then."""

from django.db import models

from pindos.knowledge.models.edition import Edition
from pindos.knowledge.terms import WORDS_LENGTH, Place


class Answer(models.Model):
    """What somebody said of a version: the last word of each person counts."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="answers")
    person = models.ForeignKey("organisation.Person", models.CASCADE, related_name="+")
    has_helped = models.BooleanField()
    words = models.CharField(max_length=WORDS_LENGTH, blank=True)
    place = models.CharField(max_length=10, choices=Place.choices, default=Place.PAGE)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "person"], name="one_answer_a_person")
        ]
        indexes = [models.Index(fields=["edition", "has_helped"], name="answer_to_edition")]

    def __str__(self) -> str:
        return f"answer of person {self.person_id} to edition {self.edition_id}"


class Reading(models.Model):
    """Who opened a version lately: kept for a day, to know whether they asked for help then."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="+")
    person = models.ForeignKey("organisation.Person", models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "person"], name="one_reading_a_person")
        ]
        indexes = [
            models.Index(fields=["person", "at"], name="reading_of_person"),
            models.Index(fields=["at"], name="reading_at"),
        ]

    def __str__(self) -> str:
        return f"person {self.person_id} reads edition {self.edition_id}"


class Tally(models.Model):
    """How often a version was read, and how often help was asked for right after: no names."""

    edition = models.OneToOneField(Edition, models.CASCADE, related_name="tally")
    readings = models.PositiveIntegerField(default=0)
    asked_after = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"tally of edition {self.edition_id}"
