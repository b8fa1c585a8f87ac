"""Words of planned work; the practice is change enablement (ITIL 4)."""

from enum import StrEnum

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

ABOUT = "changes.change"  # the kind of thing a change's record is about
SERIES = "CHG"  # stands in its number after the administration: EPWM-CHG-2026-0007
TITLE_LENGTH = 200  # characters
TEXT_LENGTH = 20_000  # characters
LEAST_SAID = 3  # characters: less than this gives no reason
MOST_DAYS = 31  # of one window: what takes longer is a project
MOST_DOWNTIME = 44_640  # minutes: as long as the longest window
MOST_AFFECTED = 200  # units, sites or pieces of equipment of one change


class Kind(TextChoices):
    """How a change comes to be allowed."""

    STANDARD = "standard", pgettext_lazy("change", "Routine, approved beforehand")
    NORMAL = "normal", pgettext_lazy("change", "Normal, the head approves it")
    EMERGENCY = "emergency", pgettext_lazy("change", "Emergency, approved afterwards")


class State(TextChoices):
    """Where a change stands."""

    DRAFT = "draft", pgettext_lazy("change", "In preparation")
    ASKED = "asked", pgettext_lazy("change", "Waits for approval")
    APPROVED = "approved", pgettext_lazy("change", "Approved")
    REFUSED = "refused", pgettext_lazy("change", "Not approved")
    IN_WORK = "in_work", pgettext_lazy("change", "Under way")
    DONE = "done", pgettext_lazy("change", "Carried out")
    BACKED_OUT = "backed_out", pgettext_lazy("change", "Backed out")
    CANCELLED = "cancelled", pgettext_lazy("change", "Called off")
    REVIEWED = "reviewed", pgettext_lazy("change", "Reviewed")


PLANNED = (State.APPROVED, State.IN_WORK)  # it will happen, or happens now
COMING = (State.DRAFT, State.ASKED, State.APPROVED, State.IN_WORK)  # its window is not free
OVER = (State.DONE, State.BACKED_OUT)  # carried out, and not looked back at yet


class Risk(IntegerChoices):
    """What could go wrong; two questions give it."""

    LOW = 1, pgettext_lazy("risk", "Low")
    MEDIUM = 2, pgettext_lazy("risk", "Medium")
    HIGH = 3, pgettext_lazy("risk", "High")


class Scale(TextChoices):
    """How many are affected."""

    FEW = "few", pgettext_lazy("change", "A few people")
    UNIT = "unit", pgettext_lazy("change", "A whole office or building")
    MANY = "many", pgettext_lazy("change", "Several buildings or prefectures")


class Undo(TextChoices):
    """Whether it can be undone."""

    EASY = "easy", pgettext_lazy("change", "Yes, at once")
    HARD = "hard", pgettext_lazy("change", "Yes, but it takes hours")
    NEVER = "never", pgettext_lazy("change", "No")


class Act(StrEnum):
    """What can be done to a change; the value is the verb of its command, page and API."""

    EDIT = "edit"
    ASK = "ask"
    WITHDRAW = "withdraw"
    APPROVE = "approve"
    REFUSE = "refuse"
    RESCHEDULE = "reschedule"
    START = "start"
    FINISH = "finish"
    BACK_OUT = "back-out"
    CANCEL = "cancel"
    REVIEW = "review"
    NOTE = "note"
    LINK = "link"


class Step(TextChoices):
    """What a line of the timeline says happened; queries.story_of has the words for it."""

    PLANNED = "planned"
    EDITED = "edited"
    ASKED = "asked"
    PRE_APPROVED = "pre-approved"
    WITHDRAWN = "withdrawn"
    APPROVED = "approved"
    REFUSED = "refused"
    RESCHEDULED = "rescheduled"
    STARTED = "started"
    FINISHED = "finished"
    BACKED_OUT = "backed-out"
    CANCELLED = "cancelled"
    REVIEWED = "reviewed"
    LINKED = "linked"
    UNLINKED = "unlinked"
    PROBLEM_LINKED = "problem-linked"
    PROBLEM_UNLINKED = "problem-unlinked"


class Decision(TextChoices):
    """What came of a request for approval; empty while it waits."""

    APPROVED = "approved", pgettext_lazy("change", "Approved")
    REFUSED = "refused", pgettext_lazy("change", "Not approved")
    WITHDRAWN = "withdrawn", pgettext_lazy("change", "Withdrawn")


class Tie(TextChoices):
    """What a change has to do with a ticket."""

    SOLVES = "solves", pgettext_lazy("change", "The work solves it")
    CAUSED = "caused-by", pgettext_lazy("change", "It gave rise to the work")
    LED_TO = "led-to", pgettext_lazy("change", "It came of the work")


class Sight(StrEnum):
    """How much of a change somebody reads: a unit that is touched reads no review."""

    NONE = "none"
    PUBLIC = "public"
    ALL = "all"


FIELDS = {
    "unit": _("Unit that does it"),
    "title": pgettext_lazy("change", "What is done"),
    "kind": pgettext_lazy("change", "Kind"),
    "reason": pgettext_lazy("change", "Why it is needed"),
    "plan": _("How it is done, step by step"),
    "back_out": _("How it is undone, if it fails"),
    "scale": _("How many does it affect?"),
    "undo": _("Can it be undone?"),
    "risk": pgettext_lazy("change", "Risk"),
    "responsible": pgettext_lazy("change", "Responsible technician"),
    "starts_at": pgettext_lazy("change", "From"),
    "ends_at": pgettext_lazy("change", "Until"),
    "service": _("Which service is affected"),
    "downtime": _("Minutes without the service"),
    "units": _("Units affected"),
    "sites": _("Buildings affected"),
    "assets": _("Equipment affected"),
    "state": pgettext_lazy("change", "State"),
}
