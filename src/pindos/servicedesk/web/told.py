"""The timeline as a page shows it: each moment with its shape."""

from typing import NamedTuple

from pindos.kernel.access import Viewer
from pindos.records.terms import EntryKind
from pindos.servicedesk.models import Ticket
from pindos.servicedesk.queries import Moment, story_of
from pindos.servicedesk.terms import Step

SHAPES: dict[str, str] = {
    Step.ROUTED: "building",
    Step.TAKEN: "user",
    Step.ASSIGNED: "user",
    Step.PRIORITISED: "chart",
    Step.EDITED: "edit",
    Step.REFERRED: "refer",
    Step.ACCEPTED: "user",
    Step.RETURNED: "returned",
    Step.HANDED_BACK: "returned",
    Step.RECALLED: "undo",
    Step.MOVED: "building",
    Step.RESOLVED: "ok",
    Step.CONFIRMED: "ok",
    Step.REOPENED: "undo",
    Step.CLOSED: "lock",
    Step.LINKED: "link",
    Step.UNLINKED: "link",
    **dict.fromkeys((Step.TIED, Step.UNTIED), "link"),
    Step.CATEGORISED: "book",
    Step.EQUIPPED: "system",
    **dict.fromkeys((Step.TASKS_ADDED, Step.TASK_CHANGED), "list"),
    Step.TASK_FINISHED: "ok",
    **dict.fromkeys((Step.TASK_REOPENED, Step.TASK_REMOVED), "undo"),
    **dict.fromkeys((Step.TIME_SPENT, Step.TIME_CORRECTED, Step.TIME_REMOVED), "clock"),
    Step.PUT_BACK: "undo",
    Step.WATCHER_ADDED: "people",
    Step.WATCHER_REMOVED: "people",
    **dict.fromkeys((Step.OUTSIDER_REMOVED, Step.OUTSIDER_ADDED), "people"),
    **dict.fromkeys((Step.SPLIT, Step.SPLIT_FROM), "refer"),
    **dict.fromkeys((Step.MERGED, Step.MERGED_INTO, Step.MERGED_HERE), "link"),
    **dict.fromkeys((Step.UNMERGED, Step.UNMERGED_HERE), "undo"),
    **dict.fromkeys((Step.APPROVAL_ASKED, Step.APPROVAL_OF_NOBODY), "propose"),
    Step.APPROVAL_GIVEN: "ok",
    Step.APPROVAL_DECLINED: "close",
    Step.APPROVAL_WITHDRAWN: "undo",
}


class Item(NamedTuple):
    """One moment; where it tells what happened, ``shape`` says what kind of thing that was."""

    moment: Moment
    shape: str

    @property
    def is_said(self) -> bool:
        """Whether somebody said it in the course of the work, and not as part of a referral."""
        said = (EntryKind.REPLY, EntryKind.NOTE)
        return self.moment.kind in said and not self.moment.step


def told_to(viewer: Viewer, ticket: Ticket) -> list[Item]:
    """All that the viewer may read of the ticket, oldest first."""
    return [item_of(moment) for moment in story_of(viewer, ticket)]


def item_of(moment: Moment) -> Item:
    """One of them."""
    return Item(moment, SHAPES.get(moment.step, "clock"))
