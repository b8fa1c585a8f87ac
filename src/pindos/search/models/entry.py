"""What can be found, as the index holds it."""

from django.db import models

from pindos.search.terms import KIND_LENGTH


class Entry(models.Model):
    """One thing, or its internal notes, as terms: stems by their sound, never the words.

    ``subject`` names the thing (``servicedesk.ticket:12``); ``head`` are the terms of its title,
    ``terms`` those of all that it holds. ``sight`` are marks by which it is narrowed inside the
    index itself: who may read it, of what kind it is, whose. ``weighed`` is how many of its terms
    the weights have counted. The database keeps the index by itself (see the first migration):
    triggers with FTS5 on SQLite, a generated column with GIN on PostgreSQL.
    """

    subject = models.CharField(max_length=KIND_LENGTH + 20)
    kind = models.CharField(max_length=KIND_LENGTH)
    about_id = models.BigIntegerField()
    is_internal = models.BooleanField(default=False)
    record = models.BigIntegerField(null=True, db_index=True)
    at = models.DateTimeField()
    head = models.TextField(blank=True)
    terms = models.TextField(blank=True)
    sight = models.TextField(blank=True)
    weighed = models.IntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["subject", "is_internal"], name="one_entry_of_a_thing")
        ]
        indexes = [
            models.Index(fields=["id"], condition=models.Q(weighed=0), name="entry_to_be_weighed")
        ]

    def __str__(self) -> str:
        return f"{self.subject}{' (notes)' if self.is_internal else ''}"
