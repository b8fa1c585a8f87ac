"""Files: stored once by what is in them, outside the web root, served through a rights check."""

from django.db import models

from pindos.records.models.entry import Entry


class Blob(models.Model):
    """The bytes of a file, found by their SHA-256 below the files folder of the instance."""

    sha256 = models.CharField(max_length=64, unique=True)
    size = models.PositiveBigIntegerField()
    content_type = models.CharField(max_length=100)
    created_at = models.DateTimeField(auto_now_add=True)

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
