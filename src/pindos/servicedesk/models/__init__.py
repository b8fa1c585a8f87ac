"""Tables of the desk."""

from pindos.servicedesk.models.approval import Approval
from pindos.servicedesk.models.bulk import BulkAct, BulkItem
from pindos.servicedesk.models.calendar_feed import CalendarFeed
from pindos.servicedesk.models.category import (
    Answered,
    Caller,
    Category,
    CategoryGroup,
    CategoryVersion,
)
from pindos.servicedesk.models.effort import Effort
from pindos.servicedesk.models.guidance import Guidance
from pindos.servicedesk.models.level import Following, Level
from pindos.servicedesk.models.link import Link
from pindos.servicedesk.models.mailed import Mailed
from pindos.servicedesk.models.merge import Merge, Share
from pindos.servicedesk.models.reply_template import ReplyTemplate, ReplyWording
from pindos.servicedesk.models.stay import Stay
from pindos.servicedesk.models.task import Checklist, Task
from pindos.servicedesk.models.ticket import Leg, Move, Ticket

__all__ = [
    "CalendarFeed",
    "Answered",
    "Approval",
    "BulkAct",
    "BulkItem",
    "Caller",
    "Category",
    "CategoryGroup",
    "CategoryVersion",
    "Checklist",
    "Effort",
    "Guidance",
    "Leg",
    "Following",
    "Level",
    "Link",
    "Mailed",
    "Merge",
    "Move",
    "Share",
    "ReplyTemplate",
    "ReplyWording",
    "Stay",
    "Task",
    "Ticket",
]
