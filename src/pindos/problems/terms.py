"""Words of problems (ITIL 4: problem management)."""

from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

ABOUT = "problems.problem"  # the kind of thing a problem's record is about
SERIES = "Π"  # numbers are written Π-2026-0007
TITLE_LENGTH = 200  # characters
TEXT_LENGTH = 20_000  # characters
MOST_TICKETS = 500  # linked at once, and acted on at once


class State(TextChoices):
    """Where a problem stands."""

    OPENED = "opened", pgettext_lazy("problem", "Opened")
    INVESTIGATING = "investigating", _("Under investigation")
    KNOWN = "known_error", _("Known error")
    RESOLVED = "resolved", pgettext_lazy("problem", "Resolved")
    CLOSED = "closed", pgettext_lazy("problem", "Closed")
    CANCELLED = "cancelled", pgettext_lazy("problem", "Cancelled")


OPEN = (State.OPENED, State.INVESTIGATING, State.KNOWN)
PUBLISHED = (State.KNOWN, State.RESOLVED, State.CLOSED)  # when it became a known error before


class Act(StrEnum):
    """What can be done to a problem; the value is the verb of its command, page and API."""

    EDIT = "edit"
    LINK = "link"
    UNLINK = "unlink"
    NOTE = "note"
    INVESTIGATE = "investigate"
    PUBLISH = "publish"
    RESOLVE = "resolve"
    CLOSE = "close"
    REOPEN = "reopen"
    CANCEL = "cancel"
    OFFER = "offer"
    ACCEPT = "accept"
    DECLINE = "decline"
    RECALL = "recall"


OF_THE_OFFERED = (Act.ACCEPT, Act.DECLINE)  # acts of the unit to which it is offered


class Outcome(TextChoices):
    """What came of an offer; empty while the other unit has not answered."""

    ACCEPTED = "accepted", pgettext_lazy("offer", "Accepted")
    DECLINED = "declined", pgettext_lazy("offer", "Declined")
    RECALLED = "recalled", pgettext_lazy("offer", "Recalled")


class Step(TextChoices):
    """What a line of the timeline says happened; queries.story has the words for it."""

    OPENED = "opened"
    EDITED = "edited"
    LINKED = "linked"
    UNLINKED = "unlinked"
    INVESTIGATED = "investigated"
    PUBLISHED = "published"
    RESOLVED = "resolved"
    CLOSED = "closed"
    REOPENED = "reopened"
    CANCELLED = "cancelled"
    OFFERED = "offered"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    RECALLED = "recalled"


class Tell(TextChoices):
    """What is said to all whose incidents are open; the value is the desk's verb."""

    REPLY = "reply", _("Write to those who asked; the tickets stay open")
    RESOLVE = "resolve", _("Solve the tickets with this answer")
    NOTE = "note", _("Write an internal note only")


FIELDS = {
    "title": pgettext_lazy("problem", "Title"),
    "description": _("What is seen"),
    "assignee": pgettext_lazy("problem", "Responsible technician"),
    "impact": _("Whom it hinders"),
    "priority": _("Priority"),
    "category": _("Category"),
    "cause": _("Root cause"),
    "workaround": _("Workaround"),
    "is_public": _("Whoever asked reads the workaround on their ticket"),
    "fix": _("Permanent fix"),
}
