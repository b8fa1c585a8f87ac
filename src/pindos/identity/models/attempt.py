"""An attempt to sign in, kept as long as the throttle needs it."""

from django.db import models
from django.utils import timezone


class Attempt(models.Model):
    """A failed sign-in, or one under way: from which address, for which name, when.

    ``name`` is a keyed digest: what was typed may be a password in the wrong field.
    ``address`` is the neighbourhood that counts as one (rules.neighbourhood).
    """

    name = models.CharField(max_length=64)
    address = models.CharField(max_length=60)
    at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        indexes = [
            models.Index(fields=["name", "at"], name="attempt_by_name"),
            models.Index(fields=["address", "at"], name="attempt_by_address"),
        ]

    def __str__(self) -> str:
        return f"attempt {self.pk} from {self.address}"
