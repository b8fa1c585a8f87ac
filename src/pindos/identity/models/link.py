"""A link in a mail that opens an account once."""

from django.db import models
from django.utils import timezone

from pindos.identity.models.account import Account
from pindos.identity.terms import LinkKind


class EntryLink(models.Model):
    """Kept as the SHA-256 of its secret only; of each kind an account has at most one open.

    Open is what was neither used nor withdrawn; after ``expires_at`` it opens nothing any more.
    """

    account = models.ForeignKey(Account, models.CASCADE, related_name="links")
    kind = models.CharField(max_length=10, choices=LinkKind.choices)
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(Account, models.SET_NULL, null=True, related_name="+")
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account", "kind"],
                condition=models.Q(used_at__isnull=True, revoked_at__isnull=True),
                name="one_open_link_of_a_kind",
            )
        ]
        indexes = [
            models.Index(
                fields=["-made_at", "-id"],
                name="entry_link_open",
                condition=models.Q(used_at__isnull=True, revoked_at__isnull=True),
            )
        ]

    @property
    def has_run_out(self) -> bool:
        """Whether its time is over."""
        return self.expires_at <= timezone.now()

    def __str__(self) -> str:
        return f"{self.kind} {self.pk} of account {self.account_id}"
