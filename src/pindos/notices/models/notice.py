"""A notice."""

from django.db import models


class Notice(models.Model):
    """One thing one person is told; the key says which telling it was, so that it is told once.

    ``about`` names the thing (``servicedesk.ticket:7``), ``url`` is its page.
    """

    person = models.ForeignKey("organisation.Person", models.CASCADE, related_name="+")
    key = models.CharField(max_length=100)
    kind = models.CharField(max_length=60)
    about = models.CharField(max_length=100)
    title = models.CharField(max_length=300)
    text = models.TextField(blank=True)
    url = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField(auto_now_add=True)
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "key"], name="one_notice_per_telling")
        ]
        indexes = [models.Index(fields=["person", "-id"], name="notice_of_person")]

    def __str__(self) -> str:
        return f"{self.key} for person {self.person_id}"
