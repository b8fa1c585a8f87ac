"""Words of records."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class EntryKind(TextChoices):
    """What stands in a timeline: somebody's words, or a line about what happened."""

    OPENING = "opening", _("Report")
    REPLY = "reply", _("Reply")
    NOTE = "note", _("Internal note")
    STEP = "step", _("What happened")


class Part(TextChoices):
    """How a person takes part in a record."""

    REQUESTER = "requester", _("Requester")
    WATCHER = "watcher", _("Watcher")


class Sight(TextChoices):
    """How much of a record somebody may see."""

    NONE = "none", _("Nothing")
    PUBLIC = "public", _("What its participants may read")
    ALL = "all", _("All, internal entries too")
