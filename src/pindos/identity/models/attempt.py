"""An attempt to sign in, kept as long as the throttle needs it."""

from django.db import models


class Attempt(models.Model):
    """A failed sign-in: from which address, for which name (folded), when."""

    username = models.CharField(max_length=150)
    address = models.CharField(max_length=60)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [
            models.Index(fields=["username", "at"], name="attempt_by_name"),
            models.Index(fields=["address", "at"], name="attempt_by_address"),
        ]

    def __str__(self) -> str:
        return f"{self.username} from {self.address}"
