"""Words of automation."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

OPENING = "open-what-comes-round"  # the job that opens the tickets of recurring work
NAME_LENGTH = 120  # characters
MOST_RULES = 60  # of one unit
MOST_A_DAY = 5  # runs of one rule on one ticket: more is two machines that answer each other
TRIED_DAYS = 31  # of the past on which a rule is tried out
MOST_TRIED = 500  # events of one try, the newest first
MOST_SHOWN = 100  # hits of one try that are kept


class When(TextChoices):
    """What happens to a ticket, so that a rule is asked."""

    OPENED = "opened", pgettext_lazy("rule", "A ticket was opened")
    ANSWERED = "answered", pgettext_lazy("rule", "The requester wrote")
    REPLIED = "replied", pgettext_lazy("rule", "The unit replied")
    CATEGORISED = "categorised", pgettext_lazy("rule", "It got a category")
    PRIORITISED = "prioritised", pgettext_lazy("rule", "Its priority changed")
    GIVEN = "given", pgettext_lazy("rule", "Somebody took it or was given it")
    MOVED = "moved", pgettext_lazy("rule", "It came from another unit")
    REFERRED = "referred", pgettext_lazy("rule", "It was referred to the Directorate")
    RETURNED = "returned", pgettext_lazy("rule", "It came back from the Directorate")
    SOLVED = "solved", pgettext_lazy("rule", "It was solved")
    REOPENED = "reopened", pgettext_lazy("rule", "It was reopened")
    NEAR = "near", pgettext_lazy("rule", "A deadline comes near")
    LATE = "late", pgettext_lazy("rule", "A deadline is over")


class Deed(TextChoices):
    """What a rule can do, in the order in which it does it."""

    CATEGORISE = "categorise", _("gives it a category")
    PRIORITY = "priority", _("sets the priority")
    ASSIGN = "assign", _("gives it to somebody")
    TASKS = "tasks", _("adds tasks")
    NOTE = "note", _("writes an internal note")
    REPLY = "reply", _("writes to the requester")
    ASK = "ask", _("asks the requester")
    TELL = "tell", _("tells colleagues")


class Fate(TextChoices):
    """What came of one deed on one ticket."""

    DONE = "done", pgettext_lazy("deed", "Done")
    NOTHING = "nothing", pgettext_lazy("deed", "It was so already")
    REFUSED = "refused", pgettext_lazy("deed", "Refused")


class Outcome(TextChoices):
    """What came of a run."""

    DONE = "done", pgettext_lazy("run", "Done")
    FAILED = "failed", pgettext_lazy("run", "Something was refused")
    STOPPED = "stopped", pgettext_lazy("run", "Too often on one day")


class OffReason(TextChoices):
    """Why a rule is switched off."""

    NEW = "new", _("It has not been switched on yet.")
    CHANGED = "changed", _("It was changed, and has to be tried out again.")
    PERSON = "person", pgettext_lazy("rule", "A person switched it off.")
    FAILING = "failing", _("It failed again and again.")


class Every(TextChoices):
    """How work comes round."""

    DAYS = "days", _("Every so many days")
    WEEKS = "weeks", _("Every so many weeks, on a weekday")
    MONTHS = "months", _("Every so many months, on a day of the month")
    WEEKDAY = "weekday", _("Every so many months, on the first, second … weekday")
    FIRST_WORKDAY = "first", _("Every so many months, on the first working day")
    LAST_WORKDAY = "last", _("Every so many months, on the last working day")


class Shift(TextChoices):
    """What becomes of a day on which nobody works."""

    FORWARD = "forward", _("It moves to the next working day")
    BACK = "back", _("It moves to the working day before")
    LEAVE_OUT = "leave-out", _("It is left out")
    STAY = "stay", _("It stays")
