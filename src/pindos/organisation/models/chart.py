"""The charts that were loaded, word for word."""

from django.db import models

from pindos.organisation.models.place import Administration


class ChartText(models.Model):
    """A chart as it was loaded; the newest of an administration is the one that holds.

    ``by_id`` is the account that loaded it; nobody: it came with the product.
    """

    administration = models.ForeignKey(Administration, models.CASCADE, related_name="texts")
    text = models.TextField()
    digest = models.CharField(max_length=64)
    file = models.CharField(max_length=200, blank=True)
    by_id = models.BigIntegerField(null=True, blank=True)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["administration", "-id"], name="chart_text_of")]

    def __str__(self) -> str:
        return f"{self.file} of {self.administration_id}"
