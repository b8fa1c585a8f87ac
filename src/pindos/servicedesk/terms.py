"""Words of the desk."""

from datetime import time
from enum import StrEnum

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

TITLE_LENGTH = 200  # characters
TEXT_LENGTH = 50_000  # characters
LEAST_SAID = 3  # characters: less than this says nothing to the unit that is asked
DAY_ENDS = time(15, 0)  # what is due on a day without an hour is due by then
MOST_TASKS = 60  # on one ticket: more are a project
MOST_MINUTES = 1_440  # of one entry of time: a day
MOST_WATCHERS = 30  # of one ticket
MOST_MENTIONED = 10  # in one text
NOTE_LENGTH = 500  # characters of a note beside a figure
ABOUT = "servicedesk.ticket"  # the kind of thing a ticket's record is about
ANSWER, SOLUTION, LEG = "answer", "solution", "leg"  # what a unit promises
FOLLOW_LEVELS = "follow-levels"  # the job that lets clocks of open tickets follow a level
GIVE_CLOCKS = "give-clocks-to-tickets"  # the job that promises for tickets of an older version
PROMISES = {
    ANSWER: _("First answer"),
    SOLUTION: _("Solution"),
    LEG: _("Answer of the unit that was asked"),
}


class State(TextChoices):
    """Where a ticket stands."""

    NEW = "new", _("New")
    ASSIGNED = "assigned", _("In work")
    WAITING = "waiting", _("Waits for the user")
    REFERRED = "referred", _("At the Directorate")
    RETURNED = "returned", _("Came back")
    SOLVED = "solved", _("Solved")
    CLOSED = "closed", _("Closed")
    MERGED = "merged", pgettext_lazy("ticket", "Merged")


OPEN = (State.NEW, State.ASSIGNED, State.WAITING, State.REFERRED, State.RETURNED)
OVER = (State.SOLVED, State.CLOSED)


class Standing(TextChoices):
    """How the deadline stands that comes first; none counts while the ticket waits or is over."""

    MISSED = "missed", pgettext_lazy("deadline", "Missed")
    RISK = "risk", pgettext_lazy("deadline", "At risk")
    TIME = "time", pgettext_lazy("deadline", "In time")
    NONE = "none", pgettext_lazy("deadline", "None counts")


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

    LOW = 1, pgettext_lazy("priority", "Low")
    NORMAL = 2, pgettext_lazy("priority", "Normal")
    HIGH = 3, pgettext_lazy("priority", "High")
    CRITICAL = 4, pgettext_lazy("priority", "Critical")


class Outcome(TextChoices):
    """How a leg of a referral ended."""

    QUESTION = "question", _("Returned with a question")
    ANSWER = "answer", _("Handed back with an answer")
    RECALLED = "recalled", _("Recalled by the unit that referred it")


class Guided(TextChoices):
    """What an instruction had to do with a ticket."""

    SOLVED = "solved", _("It helped whoever asked")
    SENT = "sent", _("Sent in a reply")
    WRITTEN = "written", _("Written from this ticket")


class Act(StrEnum):
    """What can be done to a ticket; the value is the verb of its command, page and API.

    ASK is a reply that waits for an answer and ANSWER is the requester's reply: at every door
    both go through ``reply``. TASKS and TIME stand for all that is done with tasks and with
    the time that was spent, WATCHERS for letting others watch.
    """

    TAKE = "take"
    ASSIGN = "assign"
    REPLY = "reply"
    ASK = "ask"
    ANSWER = "answer"
    NOTE = "note"
    PRIORITY = "priority"
    EDIT = "edit"
    REFER = "refer"
    ACCEPT = "accept"
    RETURN = "return"
    HAND_BACK = "hand-back"
    RECALL = "recall"
    MOVE = "move"
    RESOLVE = "resolve"
    CONFIRM = "confirm"
    REOPEN = "reopen"
    LINK = "link"
    CATEGORISE = "categorise"
    EQUIP = "equip"
    TASKS = "tasks"
    TIME = "time"
    WATCHERS = "watchers"
    ASK_APPROVAL = "ask-approval"
    WITHDRAW_APPROVAL = "withdraw-approval"
    MERGE = "merge"
    UNMERGE = "unmerge"
    SPLIT = "split"


class Party(StrEnum):
    """On whose side somebody acts: whoever reported it, the unit that answers, the one asked."""

    REQUESTER = "requester"
    UNIT = "unit"
    ASKED = "asked"


class Basis(StrEnum):
    """Which place decided who is competent: of the thing first, then of the requester (S6)."""

    SITE = "site"
    PREFECTURE = "prefecture"
    REQUESTER = "requester"
    UNIT = "unit"


class Step(TextChoices):
    """What a line of the timeline says happened; queries.story_of has the words for it."""

    ROUTED = "routed"
    TAKEN = "taken"
    ASSIGNED = "assigned"
    PRIORITISED = "prioritised"
    EDITED = "edited"
    REFERRED = "referred"
    ACCEPTED = "accepted"
    RETURNED = "returned"
    HANDED_BACK = "handed-back"
    RECALLED = "recalled"
    MOVED = "moved"
    RESOLVED = "resolved"
    CONFIRMED = "confirmed"
    REOPENED = "reopened"
    CLOSED = "closed"
    LINKED = "linked"
    UNLINKED = "unlinked"
    TIED = "tied"
    UNTIED = "untied"
    CATEGORISED = "categorised"
    EQUIPPED = "equipped"
    TASKS_ADDED = "tasks-added"
    TASK_FINISHED = "task-finished"
    TASK_REOPENED = "task-reopened"
    TASK_CHANGED = "task-changed"
    TASK_REMOVED = "task-removed"
    TIME_SPENT = "time-spent"
    TIME_CORRECTED = "time-corrected"
    TIME_REMOVED = "time-removed"
    PUT_BACK = "put-back"
    WATCHER_ADDED = "watcher-added"
    WATCHER_REMOVED = "watcher-removed"
    OUTSIDER_REMOVED = "outsider-removed"
    OUTSIDER_ADDED = "outsider-added"
    SPLIT = "split"
    SPLIT_FROM = "split-from"
    MERGED = "merged"
    MERGED_INTO = "merged-into"
    MERGED_HERE = "merged-here"
    UNMERGED = "unmerged"
    UNMERGED_HERE = "unmerged-here"
    APPROVAL_ASKED = "approval-asked"
    APPROVAL_OF_NOBODY = "approval-of-nobody"
    APPROVAL_GIVEN = "approval-given"
    APPROVAL_DECLINED = "approval-declined"
    APPROVAL_WITHDRAWN = "approval-withdrawn"
    UNDELIVERED = "undelivered"


class Why(TextChoices):
    """Why somebody reads a ticket."""

    UNIT = "unit", _("The unit answers for it")
    REFERRED = "referred", _("It was referred to the unit")
    MOVED = "moved", _("The unit had it and moved it on")
    REQUESTER = "requester", _("They asked for it, or it was reported for them")
    WATCHER = "watcher", _("They were let in to watch it")
    APPROVER = "approver", _("They were asked to approve, as head of the unit")


class Decision(TextChoices):
    """What came of a request for approval; empty while it waits."""

    APPROVED = "approved", pgettext_lazy("decision", "Approved")
    DECLINED = "declined", pgettext_lazy("decision", "Declined")
    WITHDRAWN = "withdrawn", pgettext_lazy("decision", "Withdrawn")


class Began(TextChoices):
    """By what a leg begins: the time for which one unit has a ticket."""

    OPENED = "opened"
    REFERRED = "referred"
    BACK = "back"
    MOVED = "moved"
    REOPENED = "reopened"


class Came(TextChoices):
    """By which way a ticket came: by the page for somebody else is by phone.

    Empty of those from before it was kept.
    """

    PAGE = "page", pgettext_lazy("way", "By the page, from whoever asks")
    PHONE = "phone", pgettext_lazy("way", "By phone or in person: the desk wrote it down")
    MAIL = "mail", pgettext_lazy("way", "By mail")
    API = "api", pgettext_lazy("way", "By a program (API)")
    TERMINAL = "terminal", pgettext_lazy("way", "From the command line")
    ROUTINE = "routine", pgettext_lazy("way", "Recurring work")
    SPLIT = "split", pgettext_lazy("way", "Split from another ticket")


class LinkKind(TextChoices):
    """How two tickets belong together, read from the first to the second."""

    RELATED = "related", _("Related")
    DUPLICATES = "duplicates", _("Duplicates")
    BLOCKS = "blocks", _("Blocks")
    PARENT = "parent", _("Parent of")


class Tie(TextChoices):
    """What another ticket is to the one that somebody looks at."""

    RELATED = "related", pgettext_lazy("tie", "It is related")
    DUPLICATES = "duplicates", pgettext_lazy("tie", "This is a duplicate of it")
    DUPLICATED = "duplicated-by", pgettext_lazy("tie", "It is a duplicate of this")
    BLOCKS = "blocks", pgettext_lazy("tie", "This holds it up")
    BLOCKED = "blocked-by", pgettext_lazy("tie", "It holds this up")
    PARENT = "parent", pgettext_lazy("tie", "It is the parent: this is part of it")
    CHILD = "child", pgettext_lazy("tie", "It is a child: part of this")


class BulkState(TextChoices):
    """How far an act on many tickets is."""

    PREVIEWED = "previewed", _("Looked at, not done")
    RUNNING = "running", _("Under way")
    DONE = "done", pgettext_lazy("bulk act", "Done")
    UNDOING = "undoing", _("Being undone")
    UNDONE = "undone", _("Undone")


class BulkOutcome(TextChoices):
    """What comes of it on one ticket."""

    WANTED = "wanted", _("Would change")
    NOTHING = "nothing", _("Stays, it is so already")
    LEFT_OUT = "left_out", _("Left out")
    DONE = "done", pgettext_lazy("bulk act", "Done")
    REFUSED = "refused", _("Refused")
    UNDONE = "undone", _("Undone")
    KEPT = "kept", _("Not undone")
