"""Ready texts for replies (πρότυπα), and every wording that each has had."""

from django.db import models

from pindos.servicedesk.terms import TITLE_LENGTH


class ReplyTemplate(models.Model):
    """A text with placeholders that people of a unit insert into replies.

    Without a unit it is for everybody. One that is retired is offered no more and can come back.
    """

    unit = models.ForeignKey(
        "organisation.Unit", models.PROTECT, null=True, blank=True, related_name="+"
    )
    name = models.CharField(max_length=TITLE_LENGTH)
    text = models.TextField()
    is_retired = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = [models.Index(fields=["unit", "is_retired", "name"], name="reply_of_unit")]

    def __str__(self) -> str:
        return self.name


class ReplyWording(models.Model):
    """What a template said as of one version, and who wrote it; nobody: it came with the house."""

    template = models.ForeignKey(ReplyTemplate, models.CASCADE, related_name="wordings")
    version = models.PositiveIntegerField()
    name = models.CharField(max_length=TITLE_LENGTH)
    text = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey(
        "organisation.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["template", "version"], name="one_wording_a_version")
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.version})"
