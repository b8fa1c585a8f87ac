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
    is_read = models.BooleanField(default=False)
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "key"], name="one_notice_per_telling"),
            models.CheckConstraint(
                condition=models.Q(is_read=True, read_at__isnull=False)
                | models.Q(is_read=False, read_at__isnull=True),
                name="read_notice_says_when",
            ),
        ]
        indexes = [
            models.Index(fields=["person", "is_read", "-id"], name="notice_of_person"),
        ]

    def __str__(self) -> str:
        return f"{self.key} for person {self.person_id}"
