"""What the large providers of mailboxes want in the form; checked against their pages, 2026."""

from urllib.parse import quote

from django.utils.translation import gettext_lazy as _

from pindos.mail.models import Mailbox

MICROSOFT, GOOGLE = "microsoft", "google"
PROVIDERS = {MICROSOFT: _("Microsoft 365 (Exchange Online)"), GOOGLE: _("Google Workspace")}
COMMON = {"port": 993, "security": "tls", "access": Mailbox.Access.OAUTH2}
LOGIN = "https://login.microsoftonline.com"
OUTLOOK = "https://outlook.office.com"


def preset(provider: str, tenant: str) -> dict[str, object]:
    """The fields of the form for one provider; ``tenant`` is the organisation's id or domain."""
    if provider == MICROSOFT:
        base = f"{LOGIN}/{quote(tenant.strip() or 'organizations', safe='')}/oauth2/v2.0"
        return {
            **COMMON,
            "host": "outlook.office365.com",
            "authorize_url": f"{base}/authorize",
            "token_url": f"{base}/token",
            "scope": f"{OUTLOOK}/IMAP.AccessAsUser.All {OUTLOOK}/SMTP.Send offline_access",
        }
    if provider == GOOGLE:
        return {
            **COMMON,
            "host": "imap.gmail.com",
            "authorize_url": "https://accounts.google.com/o/oauth2/v2/auth"
            "?access_type=offline&prompt=consent",
            "token_url": "https://oauth2.googleapis.com/token",
            "scope": "https://mail.google.com/",
        }
    return {}
