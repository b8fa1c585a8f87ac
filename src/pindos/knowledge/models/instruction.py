"""An instruction as it is being written, and the files that belong to it."""

from django.db import models

from pindos.kernel.models import Versioned
from pindos.knowledge.terms import TITLE_LENGTH, Audience, Kind, State


class Instruction(Versioned):
    """What is to be done, in words and pictures; ``unit`` owns it and writes it.

    ``title`` and ``text`` are what is written; readers get those of ``edition``, the version that
    is published. ``heading`` is the title that they read, of a draft its own; ``search_text``
    holds only what they may read, folded. ``categories`` are keys of whatever room keeps them;
    ``shipped`` is the key of an instruction that came with the house; ``offered_unit`` is asked to
    own it.
    """

    record = models.OneToOneField("records.Record", models.PROTECT, related_name="+")
    title = models.CharField(max_length=TITLE_LENGTH)
    text = models.TextField()
    heading = models.CharField(max_length=TITLE_LENGTH)
    kind = models.CharField(max_length=15, choices=Kind.choices, default=Kind.INSTRUCTION)
    categories = models.CharField(max_length=600, blank=True)
    unit = models.ForeignKey("organisation.Unit", models.PROTECT, related_name="+")
    audience = models.CharField(
        max_length=15, choices=Audience.choices, default=Audience.EVERYBODY
    )
    audience_unit = models.ForeignKey(
        "organisation.Unit", models.PROTECT, null=True, blank=True, related_name="+"
    )
    offered_unit = models.ForeignKey(
        "organisation.Unit", models.PROTECT, null=True, blank=True, related_name="+"
    )
    state = models.CharField(max_length=15, choices=State.choices, default=State.DRAFT)
    edition = models.ForeignKey(
        "knowledge.Edition", models.PROTECT, null=True, blank=True, related_name="+"
    )
    review_on = models.DateField(null=True, blank=True)
    opened_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)
    shipped = models.CharField(max_length=60, blank=True, editable=False)
    search_text = models.TextField(blank=True, editable=False)

    class Meta:
        indexes = [
            models.Index(fields=["state", "audience", "heading"], name="instruction_read_by"),
            models.Index(fields=["unit", "state"], name="instruction_of_unit"),
            models.Index(fields=["state", "review_on"], name="instruction_to_review"),
        ]

    def __str__(self) -> str:
        return self.heading


class Enclosure(models.Model):
    """A picture or a file of an instruction; each has an entry of the record to itself.

    ``dropped_at``: it belongs to what is written no more, only to versions that stand.
    """

    instruction = models.ForeignKey(Instruction, models.CASCADE, related_name="enclosures")
    entry = models.OneToOneField("records.Entry", models.CASCADE, related_name="+")
    attachment = models.OneToOneField("records.Attachment", models.CASCADE, related_name="+")
    name = models.CharField(max_length=200)
    dropped_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["instruction", "name"],
                condition=models.Q(dropped_at=None),
                name="one_enclosure_a_name",
            )
        ]

    def __str__(self) -> str:
        return self.name
