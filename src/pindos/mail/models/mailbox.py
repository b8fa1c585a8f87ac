"""A mailbox that is read: rows that an administrator edits, not settings."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from pindos.kernel.models import Versioned
from pindos.kernel.reaching import said
from pindos.mail.terms import After, Security


class Mailbox(Versioned):
    """One folder of one account of an IMAP server (RFC 3501), read for one unit.

    ``address`` is what people write to and what answers come from. ``uid_validity`` and
    ``last_uid`` say how far it has been read: whatever came later is fetched. ``secret`` is the
    password or the refresh token of OAuth2, kept sealed as ``client_secret`` and ``token`` are.
    ``renewing_until`` is the lease of the process that asks for a new token.
    """

    class Access(models.TextChoices):
        """How it is signed in to."""

        PASSWORD = "password", _("By a password")
        OAUTH2 = "oauth2", _("OAuth 2.0: by the permit of the account")
        APPLICATION = "oauth2_app", _("OAuth 2.0: by the application's own right")

    address = models.EmailField(max_length=200, unique=True)
    unit = models.ForeignKey("organisation.Unit", models.PROTECT, related_name="+")
    host = models.CharField(max_length=200)
    port = models.PositiveIntegerField(default=993)
    security = models.CharField(max_length=10, choices=Security.choices, default=Security.TLS)
    username = models.CharField(max_length=200)
    access = models.CharField(max_length=10, choices=Access.choices, default=Access.PASSWORD)
    secret = models.TextField(blank=True)
    token_url = models.URLField(max_length=300, blank=True)
    authorize_url = models.URLField(max_length=300, blank=True)
    client_id = models.CharField(max_length=200, blank=True)
    client_secret = models.TextField(blank=True)
    scope = models.CharField(max_length=500, blank=True)
    token = models.TextField(blank=True)
    token_until = models.DateTimeField(null=True, blank=True)
    renewing_until = models.DateTimeField(null=True, blank=True)
    folder = models.CharField(max_length=200, default="INBOX")
    after = models.CharField(max_length=10, choices=After.choices, default=After.SEEN)
    moved_to = models.CharField(max_length=200, blank=True)
    is_on = models.BooleanField(default=True)
    uid_validity = models.BigIntegerField(null=True, blank=True)
    last_uid = models.BigIntegerField(default=0)
    looked_at = models.DateTimeField(null=True, blank=True)
    arrived_at = models.DateTimeField(null=True, blank=True)
    taken = models.PositiveBigIntegerField(default=0)
    trouble = models.TextField(blank=True)
    trouble_since = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.address

    @property
    def is_by_token(self) -> bool:
        """Whether it is opened by a token instead of a password."""
        return self.access != self.Access.PASSWORD

    @property
    def trouble_said(self) -> str:
        """Why it cannot be read, in the language of the page; empty when it can."""
        return said(self.trouble)
