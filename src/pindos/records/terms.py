"""Words of records."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class EntryKind(TextChoices):
    """What stands in a timeline: somebody's words, or a line about what happened."""

    OPENING = "opening", _("Report")
    REPLY = "reply", _("Reply")
    NOTE = "note", _("Internal note")
    STEP = "step", _("What happened")


class Part(TextChoices):
    """How a person takes part in a record.

    A watcher was let in: they read what the requester reads, until they are removed. A follower
    only wants to hear of it: what they may read they may read by a right of their own.
    """

    REQUESTER = "requester", _("Requester")
    WATCHER = "watcher", _("Watcher")
    FOLLOWER = "follower", _("Follower")


class Scan(TextChoices):
    """What is known of a file and viruses; without a scanner all files stay pending."""

    PENDING = "pending", _("Not scanned")
    CLEAN = "clean", _("Clean")
    INFECTED = "infected", _("Infected")
    ERROR = "error", _("Could not be scanned")


class Sight(TextChoices):
    """How much of a record somebody may see."""

    NONE = "none", _("Nothing")
    PUBLIC = "public", _("What its participants may read")
    ALL = "all", _("All, internal entries too")


ERASED = "erased"  # the step that says that a rule of retention erased something
SCANS = "scan-files"  # the job that has files scanned
INFECTED = "infected"  # the step that says that a virus was found in a file


class Author(NamedTuple):
    """Who wrote an entry: the person, and the name and the unit as they were then."""

    person_id: int | None = None
    name: str = ""
    unit: str = ""


NO_ONE = Author()  # a step that the house took by rule


class Written(NamedTuple):
    """What an entry says: somebody's text, or a step with its facts."""

    kind: str
    text: str = ""
    is_internal: bool = False
    step: str = ""
    facts: Mapping[str, Any] = MappingProxyType({})


class Held(NamedTuple):
    """A file that came with a form which failed, and waits for the next try."""

    key: str
    name: str
    size: int
    content_type: str
    blob_id: int
