"""Changing the desk: the only place that writes tickets."""

from pindos.servicedesk.commands.closing import (
    close_solved_tickets,
    confirm_ticket,
    reopen_ticket,
    resolve_ticket,
)
from pindos.servicedesk.commands.editing import edit_ticket
from pindos.servicedesk.commands.goals import set_goal
from pindos.servicedesk.commands.linking import link_ticket, unlink_ticket
from pindos.servicedesk.commands.moving import move_ticket
from pindos.servicedesk.commands.opening import open_ticket
from pindos.servicedesk.commands.referral import (
    accept_ticket,
    hand_back_ticket,
    recall_ticket,
    refer_ticket,
    return_ticket,
)
from pindos.servicedesk.commands.reply_templates import (
    add_reply_template,
    edit_reply_template,
    load_starter_replies,
    restore_reply_template,
    retire_reply_template,
)
from pindos.servicedesk.commands.working import (
    assign_ticket,
    note_ticket,
    reply_to_ticket,
    set_priority,
    take_ticket,
)

__all__ = [
    "accept_ticket",
    "add_reply_template",
    "assign_ticket",
    "close_solved_tickets",
    "confirm_ticket",
    "edit_reply_template",
    "edit_ticket",
    "hand_back_ticket",
    "load_starter_replies",
    "link_ticket",
    "move_ticket",
    "note_ticket",
    "open_ticket",
    "recall_ticket",
    "refer_ticket",
    "reopen_ticket",
    "reply_to_ticket",
    "resolve_ticket",
    "restore_reply_template",
    "retire_reply_template",
    "return_ticket",
    "set_goal",
    "set_priority",
    "take_ticket",
    "unlink_ticket",
]
