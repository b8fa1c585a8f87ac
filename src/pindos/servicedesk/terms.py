"""Words of the desk."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _

TITLE_LENGTH = 200  # characters
TEXT_LENGTH = 50_000  # characters


class State(TextChoices):
    """Where a ticket stands."""

    NEW = "new", _("New")
    ASSIGNED = "assigned", _("In work")
    WAITING = "waiting", _("Waits for the user")
    REFERRED = "referred", _("At the Directorate")
    RETURNED = "returned", _("Came back")
    SOLVED = "solved", _("Solved")
    CLOSED = "closed", _("Closed")


OPEN = (State.NEW, State.ASSIGNED, State.WAITING, State.REFERRED, State.RETURNED)


class Impact(TextChoices):
    """Whom the problem hinders."""

    PERSON = "person", _("One person")
    UNIT = "unit", _("An office")
    PREFECTURE = "prefecture", _("A whole prefecture")
    ALL = "all", _("All prefectures")


class Urgency(TextChoices):
    """How long the work can wait."""

    LOW = "low", _("It can wait")
    NORMAL = "normal", _("Work goes on with difficulty")
    HIGH = "high", _("Work has stopped")


class Priority(IntegerChoices):
    """How soon it is taken up; impact and urgency give it."""

    LOW = 1, _("Low")
    NORMAL = 2, _("Normal")
    HIGH = 3, _("High")
    CRITICAL = 4, _("Critical")


class Outcome(TextChoices):
    """How a leg of a referral ended."""

    QUESTION = "question", _("Returned with a question")
    ANSWER = "answer", _("Handed back with an answer")
    RECALLED = "recalled", _("Recalled by the unit that referred it")
