"""The mail server that takes our mail: a row that an administrator edits, not a setting."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from pindos.kernel.models import Versioned


class MailServer(Versioned):
    """At most one row. The password is kept encrypted under the instance's secret key.

    With ``permit_of`` mail leaves by the account of a mailbox, signed in to by its OAuth token.
    """

    class Security(models.TextChoices):
        """How the connection is protected."""

        NONE = "none", _("None (a server on this machine)")
        STARTTLS = "starttls", "STARTTLS"
        TLS = "tls", "TLS"

    host = models.CharField(max_length=200)
    port = models.PositiveIntegerField(default=25)
    security = models.CharField(max_length=10, choices=Security.choices, default=Security.NONE)
    username = models.CharField(max_length=200, blank=True)
    secret = models.TextField(blank=True)
    permit_of = models.ForeignKey(
        "mail.Mailbox", models.PROTECT, null=True, blank=True, related_name="+"
    )
    sender = models.EmailField(max_length=200)
    is_on = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.host}:{self.port}"
