"""The OpenID provider by which people may sign in."""

from django.db import models

from pindos.kernel.models import Versioned


class Provider(Versioned):
    """At most one row. Its secret is kept sealed.

    ``factors`` are the words of the provider's ``amr`` or ``acr`` that count as a second factor
    here; without any, this house asks for its own.
    """

    issuer = models.CharField(max_length=500)
    client_id = models.CharField(max_length=200)
    secret = models.TextField(blank=True)
    scopes = models.CharField(max_length=200, default="openid profile email")
    login_claim = models.CharField(max_length=60, default="preferred_username")
    email_claim = models.CharField(max_length=60, default="email")
    button = models.CharField(max_length=60, blank=True)
    factors = models.JSONField(default=list, blank=True)
    is_on = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.issuer
