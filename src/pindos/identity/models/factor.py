"""A second factor: what somebody has, beside the password that they know."""

from django.db import models

from pindos.identity.models.account import Account
from pindos.identity.terms import FACTOR_NAME_LENGTH, FactorKind


class Factor(models.Model):
    """An authenticator app (RFC 6238) or a passkey (WebAuthn) of one account.

    ``secret`` is sealed; of an app it is the shared secret, of a passkey its public key.
    ``last_step`` is the app's last used half minute: no code counts twice. ``handle`` is the
    passkey's own name for itself.
    """

    account = models.ForeignKey(Account, models.CASCADE, related_name="factors")
    kind = models.CharField(max_length=10, choices=FactorKind.choices)
    name = models.CharField(max_length=FACTOR_NAME_LENGTH)
    secret = models.TextField()
    handle = models.CharField(max_length=1400, null=True, blank=True, unique=True)  # noqa: DJ001
    last_step = models.BigIntegerField(default=0)
    uses = models.BigIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)
    last_used_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.kind} of account {self.account_id}"


class RecoveryCode(models.Model):
    """A code on paper for the day when the telephone is lost; kept as a keyed digest only."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="recovery_codes")
    digest = models.CharField(max_length=64)
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "digest"], name="recovery_code_once")
        ]

    def __str__(self) -> str:
        return f"recovery code {self.pk} of account {self.account_id}"
