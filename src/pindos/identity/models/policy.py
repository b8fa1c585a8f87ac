"""How people sign in to this instance."""

from django.db import models

from pindos.identity.terms import ENFORCED_ROLES


def enforced_roles() -> list[str]:
    """The roles that must have a second factor before anybody says otherwise."""
    return [str(role) for role in ENFORCED_ROLES]


class SignInPolicy(models.Model):
    """The one row of it; without a row the defaults hold.

    ``grace_days`` is how long somebody of an enforced role may put the second factor off, from
    the first sign-in that asked for it.
    """

    roles = models.JSONField(default=enforced_roles)
    grace_days = models.PositiveSmallIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return f"sign-in policy {self.version}"
