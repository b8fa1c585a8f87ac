"""Files: stored once by what is in them, outside the web root, served through a rights check."""

from django.db import models

from pindos.records.models.entry import Entry
from pindos.records.terms import Scan


class Blob(models.Model):
    """The bytes of a file, found by their SHA-256 below the files folder of the instance.

    ``scan_words`` is what the virus scanner called it, or why it could not look; ``scan_due_at``
    when it is asked again. ``released_why`` is why an infected one is given out all the same;
    since ``removed_at`` the bytes of an infected one are gone.
    """

    sha256 = models.CharField(max_length=64, unique=True)
    size = models.PositiveBigIntegerField()
    content_type = models.CharField(max_length=100)
    created_at = models.DateTimeField(auto_now_add=True)
    scan = models.CharField(
        max_length=10, choices=Scan.choices, default=Scan.PENDING, db_index=True
    )
    scan_words = models.CharField(max_length=200, blank=True)
    scanned_at = models.DateTimeField(null=True, blank=True)
    scan_due_at = models.DateTimeField(null=True, blank=True, db_index=True)
    scan_tries = models.PositiveIntegerField(default=0)
    released_why = models.CharField(max_length=300, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.sha256


class Attachment(models.Model):
    """A file as somebody sent it with an entry; several may share one blob."""

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="attachments")
    blob = models.ForeignKey(Blob, models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)

    def __str__(self) -> str:
        return self.name


class HeldFile(models.Model):
    """A file that came with a form which failed: kept a day, so that nobody sends it twice."""

    key = models.CharField(max_length=64, unique=True)
    account_id = models.BigIntegerField()
    blob = models.ForeignKey(Blob, models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    at = models.DateTimeField(auto_now_add=True, db_index=True)

    def __str__(self) -> str:
        return self.name
