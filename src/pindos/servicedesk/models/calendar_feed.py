"""Secret addresses by which another calendar reads somebody's due work."""

from django.db import models


class CalendarFeed(models.Model):
    """Whoever has the address reads what ``account`` may see in the calendar, until it is revoked.

    ``digest`` is the SHA-256 of the secret, which is shown once; without ``unit`` it is one's own
    work.
    """

    account = models.ForeignKey("identity.Account", models.CASCADE, related_name="+")
    person = models.ForeignKey("organisation.Person", models.PROTECT, related_name="+")
    unit = models.ForeignKey(
        "organisation.Unit", models.PROTECT, null=True, blank=True, related_name="+"
    )
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"calendar of person {self.person_id}"
