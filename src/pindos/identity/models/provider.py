"""The OpenID provider by which people may sign in."""

from django.db import models

from pindos.kernel.models import Versioned


class Provider(Versioned):
    """At most one row. Its secret is kept sealed.

    ``factors`` are the words of the provider's ``amr`` or ``acr`` that count as a second factor
    here; without any, this house asks for its own. ``units`` and ``roles`` are the tables by which
    claims become a unit's key and a role for somebody who comes the first time; without a line in
    both, whoever is not entered here is refused. With ``signs_out`` whoever came by it and signs
    out here is led to sign out there too.
    """

    issuer = models.CharField(max_length=500)
    client_id = models.CharField(max_length=200)
    secret = models.TextField(blank=True)
    scopes = models.CharField(max_length=200, default="openid profile email")
    login_claim = models.CharField(max_length=60, default="preferred_username")
    email_claim = models.CharField(max_length=60, default="email")
    given_name_claim = models.CharField(max_length=60, blank=True, default="given_name")
    family_name_claim = models.CharField(max_length=60, blank=True, default="family_name")
    unit_claim = models.CharField(max_length=60, blank=True, default="department")
    groups_claim = models.CharField(max_length=60, blank=True, default="groups")
    units = models.JSONField(default=dict, blank=True)
    roles = models.JSONField(default=dict, blank=True)
    button = models.CharField(max_length=60, blank=True)
    factors = models.JSONField(default=list, blank=True)
    is_on = models.BooleanField(default=False)
    signs_out = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.issuer
