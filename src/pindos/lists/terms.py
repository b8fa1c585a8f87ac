"""Words of saved views."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

NAME_LENGTH = 100  # characters
MOST_VIEWS = 200  # of one account
MOST_EXPORTED = 100_000  # rows of one file
MOST_REMEMBERED = 1_000  # rows by which a subscription knows what is new


class Cadence(TextChoices):
    """How often a subscriber is told."""

    NEW = "new", _("As soon as something new appears")
    DAY = "day", _("Every working day")
    WEEK = "week", pgettext_lazy("cadence", "Every week")
    MONTH = "month", pgettext_lazy("cadence", "Every month")


class Format(TextChoices):
    """As which file a list is exported."""

    CSV = "csv", "CSV"
    XLSX = "xlsx", "Excel"
