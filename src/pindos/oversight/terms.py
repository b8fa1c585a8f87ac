"""Words of oversight."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Mood(TextChoices):
    """How a prefecture stands; a colour, a shape and a word each, the worst first."""

    DOWN = "down", _("Late")
    WARN = "warn", _("Waits for its department")
    UNKNOWN = "unknown", _("No ticket in a year")
    OK = "ok", _("In order")


class ReportState(TextChoices):
    """How far a monthly report is."""

    ASKED = "asked", pgettext_lazy("report", "Is being made")
    MADE = "made", pgettext_lazy("report", "Made")
    FAILED = "failed", pgettext_lazy("report", "It could not be made")


class What(TextChoices):
    """What is sent each month."""

    REPORT = "report", pgettext_lazy("dispatch", "The monthly report as PDF")
    VIEW = "view", pgettext_lazy("dispatch", "A shared view")


class Sent(TextChoices):
    """What came of one dispatch."""

    SENT = "sent", pgettext_lazy("dispatch", "Sent")
    REFUSED = "refused", pgettext_lazy("dispatch", "Not sent")


class Why(TextChoices):
    """Why something was not sent."""

    LEFT = "left", _("They do not work in the unit any more.")
    RIGHT = "right", _("They may not read it any more.")
    GONE = "gone", _("The view is there no more, or the unit does not share it.")
