"""Who has given way to a pseudonym."""

from django.db import models


class Pseudonym(models.Model):
    """That a person was pseudonymised: by whom, when, and how much of what was done.

    It holds no name: the number is a random one, and stands on the person too.
    """

    person = models.OneToOneField("organisation.Person", models.PROTECT, related_name="+")
    number = models.PositiveIntegerField(unique=True)
    by = models.ForeignKey("identity.Account", models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    erased = models.PositiveIntegerField()
    changed = models.PositiveIntegerField()
    mentions = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"pseudonym {self.number}"
