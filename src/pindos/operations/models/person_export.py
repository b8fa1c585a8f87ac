"""Copies of all that is kept about one person."""

from django.db import models

from pindos.operations.terms import CopyState


class PersonExport(models.Model):
    """Who asked for a copy about whom, and how far it is; only who asked may fetch it.

    ``file`` is the name of the archive below the files folder of the instance; it is removed when
    the time is over, the row stays: it says who took what.
    """

    person = models.ForeignKey("organisation.Person", models.PROTECT, related_name="+")
    asked_by = models.ForeignKey("identity.Account", models.PROTECT, related_name="+")
    is_own = models.BooleanField(default=False)
    state = models.CharField(
        max_length=10, choices=CopyState.choices, default=CopyState.ASKED, db_index=True
    )
    asked_at = models.DateTimeField()
    made_at = models.DateTimeField(null=True, blank=True)
    good_until = models.DateTimeField(null=True, blank=True)
    taken_at = models.DateTimeField(null=True, blank=True)
    rows = models.PositiveIntegerField(default=0)
    size = models.PositiveBigIntegerField(default=0)
    file = models.CharField(max_length=64, blank=True)
    error = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [models.Index(fields=["person", "-asked_at"], name="export_of_person")]

    def __str__(self) -> str:
        return f"copy {self.pk} about person {self.person_id}: {self.state}"
