"""A published version of an instruction."""

from django.db import models

from pindos.knowledge.terms import NOTE_LENGTH, TITLE_LENGTH


class Edition(models.Model):
    """What readers were given from a moment on; never changed once it stands.

    ``note`` says what is new in it, to those who write.
    """

    instruction = models.ForeignKey(
        "knowledge.Instruction", models.CASCADE, related_name="editions"
    )
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=TITLE_LENGTH)
    text = models.TextField()
    note = models.CharField(max_length=NOTE_LENGTH, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(
        "organisation.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    enclosures = models.ManyToManyField("knowledge.Enclosure", related_name="editions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["instruction", "number"], name="one_edition_a_number")
        ]

    def __str__(self) -> str:
        return f"version {self.number} of instruction {self.instruction_id}"
