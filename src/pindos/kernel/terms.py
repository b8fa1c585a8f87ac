"""Words of the kernel."""

from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Audience(TextChoices):
    """Who may ever be shown an event."""

    FEED = "feed", _("Whoever may see the unit")
    INTERNAL = "internal", _("The house itself")
    SECURITY = "security", _("Administrators and auditors")


class Meanwhile(NamedTuple):
    """A field that somebody else changed in the meantime; ``by`` is empty for the house itself."""

    field: str
    by: str
    at: datetime | None


class Sides(NamedTuple):
    """A field that two changed: what the writer wants; what stands, who wrote it and when."""

    yours: Any
    theirs: Any
    by: str
    at: datetime | None
