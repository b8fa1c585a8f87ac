"""What the desk tells the house: ids and plain values, never what people wrote."""

from pindos.kernel.events import DomainEvent
from pindos.kernel.terms import Audience
from pindos.servicedesk.events.approvals import (
    ApprovalAsked,
    ApprovalDeclined,
    ApprovalEvent,
    ApprovalGiven,
    ApprovalWithdrawn,
)
from pindos.servicedesk.events.bulk import (
    BulkActBegun,
    BulkActEnded,
    BulkActEvent,
    BulkActUndoBegun,
    BulkActUndone,
)
from pindos.servicedesk.events.deadlines import DeadlineEvent, DeadlineNear, DeadlineOver
from pindos.servicedesk.events.feeds import CalendarFeedMade, CalendarFeedRevoked
from pindos.servicedesk.events.mailing import TicketMailed
from pindos.servicedesk.events.merging import TicketMerged, TicketSplit, TicketUnmerged
from pindos.servicedesk.events.ticket import TicketEvent
from pindos.servicedesk.events.watching import (
    OutsiderAdded,
    OutsiderRemoved,
    TicketUnwatched,
    TicketWatched,
    WatcherAdded,
    WatcherRemoved,
)

__all__ = [
    "CalendarFeedMade",
    "CalendarFeedRevoked",
    "ApprovalAsked",
    "ApprovalDeclined",
    "ApprovalEvent",
    "ApprovalGiven",
    "ApprovalWithdrawn",
    "BulkActBegun",
    "BulkActEnded",
    "BulkActEvent",
    "BulkActUndoBegun",
    "BulkActUndone",
    "DeadlineEvent",
    "DeadlineNear",
    "DeadlineOver",
    "TicketEvent",
    "OutsiderAdded",
    "OutsiderRemoved",
    "TicketMailed",
    "TicketMerged",
    "TicketSplit",
    "TicketUnmerged",
    "TicketUnwatched",
    "TicketWatched",
    "WatcherAdded",
    "WatcherRemoved",
]


class TicketOpened(TicketEvent):
    """Somebody has been promised an answer; the head of ``asked_unit_id`` approves first."""

    prefecture_id: int
    priority: int
    category_id: int | None = None
    asked_unit_id: int | None = None


class TicketTaken(TicketEvent):
    """Somebody of the unit does the work."""

    assignee_id: int


class TicketAssigned(TicketEvent):
    """Somebody of the unit was given the work."""

    assignee_id: int


class TicketReplied(TicketEvent):
    """The unit wrote to the requester (``asks``: and waits for an answer), or the other way."""

    is_by_requester: bool
    asks: bool = False
    mentioned_ids: list[int] = []


class TicketNoted(TicketEvent):
    """A note was written that the requester does not see; who is named in it is told."""

    mentioned_ids: list[int] = []


class TicketPrioritised(TicketEvent):
    """Its impact or urgency is another one."""

    priority: int


class TicketEdited(TicketEvent):
    """What it is called, where it is or who asked was put right; ``fields`` names which."""

    fields: list[str]


class TicketReferred(TicketEvent):
    """The Directorate has been asked to do what cannot be done locally (S14)."""

    leg_id: int
    to_unit_id: int


class TicketAccepted(TicketEvent):
    """Somebody there does it."""

    leg_id: int
    to_unit_id: int
    owner_id: int | None


class TicketReturned(TicketEvent):
    """It came back with a question."""

    leg_id: int
    from_unit_id: int


class TicketHandedBack(TicketEvent):
    """It came back with an answer."""

    leg_id: int
    from_unit_id: int


class TicketRecalled(TicketEvent):
    """The unit that referred it took it back."""

    leg_id: int
    from_unit_id: int


class TicketMoved(TicketEvent):
    """Another unit answers for it from now on; ``unit_id`` is the new one."""

    from_unit_id: int


class TicketResolved(TicketEvent):
    """The unit says that it is solved."""


class TicketConfirmed(TicketEvent):
    """The requester says so too; with ``leg_id`` a referral ended by it."""

    leg_id: int | None = None


class TicketReopened(TicketEvent):
    """It is not solved after all."""

    is_by_requester: bool


class TicketClosed(TicketEvent):
    """Nobody reopened it in time, so it was closed."""


class TicketLinked(TicketEvent):
    """It belongs together with another one; in no feed, for not all who see one see the other."""

    audience = Audience.INTERNAL
    other_id: int
    tie: str


class TicketUnlinked(TicketEvent):
    """It does not after all."""

    audience = Audience.INTERNAL
    other_id: int
    tie: str


class TasksAdded(TicketEvent):
    """There is something to do on it; ``who_id`` was given all of it."""

    task_ids: list[int]
    who_id: int | None = None


class TaskFinished(TicketEvent):
    """A task is done."""

    task_id: int
    who_id: int | None = None


class TaskReopened(TaskFinished):
    """A task is not done after all."""


class TaskChanged(TaskFinished):
    """A task says something else; with ``who_id`` somebody else has it now."""


class TaskRemoved(TaskFinished):
    """A task was taken off the list."""


class TimeSpent(TicketEvent):
    """Somebody wrote down how long they worked on it."""

    effort_id: int


class TimeCorrected(TimeSpent):
    """An entry of time was put right."""


class TimeRemoved(TimeSpent):
    """An entry of time was taken away."""


class ChecklistSet(DomainEvent):
    """A checklist that is kept ready is another one, or new."""

    audience = Audience.SECURITY
    key: str


class LevelSet(DomainEvent):
    """Other times are promised for some tickets than before."""

    audience = Audience.SECURITY
    level_id: int
    scope: str


class ReplyTemplateEvent(DomainEvent):
    """Something happened to a ready text; without ``unit_id`` it is everybody's."""

    audience = Audience.FEED
    template_id: int
    unit_id: int | None


class ReplyTemplateAdded(ReplyTemplateEvent):
    """There is a new one."""


class ReplyTemplateEdited(ReplyTemplateEvent):
    """It has another wording."""


class ReplyTemplateRetired(ReplyTemplateEvent):
    """It is offered no more."""


class ReplyTemplateRestored(ReplyTemplateEvent):
    """It is offered again."""


class TicketCategorised(TicketEvent):
    """The desk said what kind of thing it is, or corrected it."""

    category_id: int


class TicketEquipped(TicketEvent):
    """It was said which equipment a ticket is about; none when it is about none any more."""

    asset_id: int | None


class CategoryEvent(DomainEvent):
    """Something changed in the catalogue of what can be asked for."""

    audience = Audience.SECURITY
    category_id: int
    key: str


class CategoryAdded(CategoryEvent):
    """Something new can be asked for."""

    category_version_id: int


class CategoryChanged(CategoryEvent):
    """A category says something else from now on; tickets keep what it said before."""

    category_version_id: int


class CategoryRetired(CategoryEvent):
    """It can no longer be chosen; tickets keep it."""


class CategoryOffered(CategoryEvent):
    """A retired category can be chosen again."""


class CategoryPlaced(CategoryEvent):
    """It stands elsewhere in the catalogue."""


class CategoryGroupLoaded(DomainEvent):
    """A heading of the catalogue came with the product or was named anew by it."""

    audience = Audience.SECURITY
    group_id: int
    key: str


class TicketPutBack(TicketEvent):
    """What an act on many tickets had changed was put back."""
