"""What the index knows of itself: how common terms are, what was not found, how far it is."""

from django.db import models

from pindos.search.terms import KIND_LENGTH


class Weight(models.Model):
    """In how many entries a term stands; ``backwards`` is the term read from its end.

    The row of the empty term holds how many entries were counted; marks of kinds, which begin
    with an underscore, have one too.
    """

    term = models.CharField(max_length=60, unique=True)
    backwards = models.CharField(max_length=60, db_index=True)
    count = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.term}: {self.count}"


class Missed(models.Model):
    """Words that somebody of a unit looked for in vain on a day: folded, and nobody's name."""

    words = models.CharField(max_length=200)
    unit = models.BigIntegerField(default=0)
    on = models.DateField()
    count = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["on", "unit", "words"], name="one_row_of_a_miss")
        ]

    def __str__(self) -> str:
        return f"{self.words} ({self.count})"


class Rebuild(models.Model):
    """The index being built anew: at which kind it is, and up to which id."""

    kind = models.CharField(max_length=KIND_LENGTH, blank=True)
    after = models.BigIntegerField(default=0)
    done = models.BigIntegerField(default=0)
    began_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.kind} after {self.after}: {self.done}"
