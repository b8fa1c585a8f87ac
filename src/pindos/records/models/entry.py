"""The timeline of a record."""

from django.db import models

from pindos.records.models.record import Record
from pindos.records.terms import EntryKind


class Entry(models.Model):
    """Somebody's words, or a line about what happened; never changed once it stands.

    ``author_id`` is a person; ``author_name`` and ``author_unit`` are kept as they were then.
    A STEP has no text of its own: ``step`` names it and ``facts`` holds its plain values, so
    that each reader gets it in their own language.
    """

    record = models.ForeignKey(Record, models.CASCADE, related_name="entries")
    kind = models.CharField(max_length=10, choices=EntryKind.choices)
    is_internal = models.BooleanField(default=False)
    author_id = models.BigIntegerField(null=True, blank=True)
    author_name = models.CharField(max_length=200, blank=True)
    author_unit = models.CharField(max_length=200, blank=True)
    text = models.TextField(blank=True)
    step = models.CharField(max_length=40, blank=True)
    facts = models.JSONField(default=dict, blank=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["record", "id"], name="entry_of_record")]

    def __str__(self) -> str:
        return f"{self.kind} in record {self.record_id}"
