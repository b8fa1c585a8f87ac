"""Words of oversight."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Mood(TextChoices):
    """How a prefecture stands; a colour, a shape and a word each, the worst first."""

    DOWN = "down", _("Late")
    WARN = "warn", _("Waits for its department")
    UNKNOWN = "unknown", _("No ticket in a year")
    OK = "ok", _("In order")
