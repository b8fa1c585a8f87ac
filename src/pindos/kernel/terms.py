"""Words of the kernel."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Audience(TextChoices):
    """Who may ever be shown an event."""

    FEED = "feed", _("Whoever may see the unit")
    INTERNAL = "internal", _("The house itself")
    SECURITY = "security", _("Administrators and auditors")
