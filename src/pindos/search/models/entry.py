"""What can be found, as the index holds it."""

from django.db import models

from pindos.search.terms import KIND_LENGTH, Weighed


class Entry(models.Model):
    """One thing, or its internal notes, as terms: stems by their sound, never the words.

    ``subject`` names the thing (``servicedesk.ticket:12``); ``head`` are the terms of its title,
    ``terms`` those of all that it holds. ``sight`` are marks by which it is narrowed inside the
    index itself: who may read it, of what kind it is, whose. ``weighed`` says whether the
    weights have counted its terms. The database keeps the index by itself (see the
    migrations): triggers with FTS5 on SQLite, with GIN on PostgreSQL.
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
    weighed = models.IntegerField(choices=Weighed.choices, default=Weighed.NO)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["subject", "is_internal"], name="one_entry_of_a_thing")
        ]
        indexes = [
            models.Index(
                fields=["id"],
                condition=models.Q(weighed__in=(Weighed.NO, Weighed.CHANGED)),
                name="entry_to_be_weighed",
            ),
            models.Index(fields=["kind", "about_id"], name="entry_of_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.subject}{' (notes)' if self.is_internal else ''}"
