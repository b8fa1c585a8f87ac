"""The directory of the administration: LDAP or Active Directory."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from pindos.identity.models.account import Account
from pindos.kernel.models import Versioned

FILTER = "(&(objectClass=person)(|(sAMAccountName={login})(mail={login})))"


class Directory(Versioned):
    """At most one row. The password of the service account is kept sealed.

    ``units`` and ``roles`` are the tables by which what the directory says becomes a unit's key
    and a role; without a line in both nobody gets a position.
    """

    class Security(models.TextChoices):
        """How the connection is protected."""

        TLS = "tls", _("TLS from the beginning (ldaps)")
        STARTTLS = "starttls", "StartTLS"
        NONE = "none", _("None (a server on this machine)")

    class Order(models.TextChoices):
        """Who is asked first when somebody signs in."""

        LOCAL = "local", _("The password kept here, then the directory")
        DIRECTORY = "directory", _("The directory, then the password kept here")

    servers = models.JSONField(default=list)
    security = models.CharField(max_length=10, choices=Security.choices, default=Security.TLS)
    is_plain_wanted = models.BooleanField(default=False)
    certificate = models.TextField(blank=True)
    bind_dn = models.CharField(max_length=500, blank=True)
    secret = models.TextField(blank=True)
    base_dn = models.CharField(max_length=500)
    user_filter = models.CharField(max_length=500, default=FILTER)
    login_attribute = models.CharField(max_length=60, default="sAMAccountName")
    given_name_attribute = models.CharField(max_length=60, blank=True, default="givenName")
    family_name_attribute = models.CharField(max_length=60, default="sn")
    email_attribute = models.CharField(max_length=60, default="mail")
    phone_attribute = models.CharField(max_length=60, blank=True, default="telephoneNumber")
    unit_attribute = models.CharField(max_length=60, blank=True, default="department")
    groups_attribute = models.CharField(max_length=60, blank=True, default="memberOf")
    units = models.JSONField(default=dict, blank=True)
    roles = models.JSONField(default=dict, blank=True)
    order = models.CharField(max_length=10, choices=Order.choices, default=Order.LOCAL)
    is_on = models.BooleanField(default=False)
    is_synced = models.BooleanField(default=False)

    def __str__(self) -> str:
        return ", ".join(self.servers)


class OutsideSignIn(models.Model):
    """That an account is somebody's in the directory, or at the provider of an OpenID sign-in.

    ``subject`` is what never changes there; ``shut_at`` is when the directory shut the account.
    """

    account = models.ForeignKey(Account, models.CASCADE, related_name="outside")
    source = models.CharField(max_length=10)
    subject = models.CharField(max_length=500)
    login = models.CharField(max_length=200, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)
    shut_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "subject"], name="one_account_of_a_subject"),
            models.UniqueConstraint(fields=["account", "source"], name="one_subject_of_a_source"),
        ]

    def __str__(self) -> str:
        return f"{self.source} of account {self.account_id}"
