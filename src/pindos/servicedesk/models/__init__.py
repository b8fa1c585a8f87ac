"""Tables of the desk."""

from pindos.servicedesk.models.category import (
    Answered,
    Caller,
    Category,
    CategoryGroup,
    CategoryVersion,
)
from pindos.servicedesk.models.bulk import BulkAct, BulkItem
from pindos.servicedesk.models.goal import Goal
from pindos.servicedesk.models.reply_template import ReplyTemplate, ReplyWording
from pindos.servicedesk.models.ticket import Leg, Move, Ticket

__all__ = ["Goal", "Leg", "Move", "ReplyTemplate", "ReplyWording", "Ticket"]
from pindos.servicedesk.models.link import Link

__all__ = ["Goal", "Leg", "Link", "Move", "Ticket"]
__all__ = [
    "Answered",
    "Caller",
    "Category",
    "CategoryGroup",
    "CategoryVersion",
from pindos.servicedesk.models.effort import (
    Effort,
)
from pindos.servicedesk.models.goal import (
    Goal,
)
from pindos.servicedesk.models.reply_template import (
    ReplyTemplate,
    ReplyWording,
)
from pindos.servicedesk.models.task import (
    Checklist,
    Task,
)
from pindos.servicedesk.models.ticket import (
    Leg,
    Move,
    Ticket,
)

__all__ = [
    "Checklist",
    "Effort",
    "Goal",
    "Leg",
    "Move",
    "ReplyTemplate",
    "ReplyWording",
    "Task",
    "Ticket",
]
__all__ = ["BulkAct", "BulkItem", "Goal", "Leg", "Move", "ReplyTemplate", "ReplyWording", "Ticket"]
