"""A token: what a program signs in with."""

from django.db import models

from pindos.identity.models.account import Account
from pindos.identity.terms import TOKEN_NAME_LENGTH, Scope


class Token(models.Model):
    """Kept as its SHA-256 only; ``prefix`` lets its owner tell tokens apart."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=TOKEN_NAME_LENGTH)
    scope = models.CharField(max_length=10, choices=Scope.choices)
    prefix = models.CharField(max_length=12)
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    last_used_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.prefix}… of account {self.account_id}"
