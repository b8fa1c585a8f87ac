"""Changing the desk: the only place that writes tickets."""

from pindos.servicedesk.commands.approvals import (
    ask_approval,
    decline_approval,
    give_approval,
    withdraw_approval,
)
from pindos.servicedesk.commands.bulk import MOST as MOST_AT_ONCE
from pindos.servicedesk.commands.bulk import (
    carry_out_bulk_act,
    forget_looked_at,
    go_on_with_bulk_act,
    preview_bulk_act,
)
from pindos.servicedesk.commands.bulk_undo import go_on_undoing_bulk_act, undo_bulk_act
from pindos.servicedesk.commands.bulk_verbs import IRREVOCABLE
from pindos.servicedesk.commands.calling import take_call
from pindos.servicedesk.commands.catalogue import (
    add_category,
    change_category,
    load_catalogue,
    offer_category,
    place_category,
    restore_category,
    retire_category,
)
from pindos.servicedesk.commands.categorising import categorise_ticket
from pindos.servicedesk.commands.checklists import (
    set_checklist,
)
from pindos.servicedesk.commands.closing import (
    close_solved_tickets,
    confirm_ticket,
    reopen_ticket,
    resolve_ticket,
)
from pindos.servicedesk.commands.editing import edit_ticket
from pindos.servicedesk.commands.efforts import (
    correct_time,
    remove_time,
    spend_time,
)
from pindos.servicedesk.commands.equipment import equip_ticket
from pindos.servicedesk.commands.feeds import make_calendar_feed, revoke_calendar_feed
from pindos.servicedesk.commands.guidance import (
    note_sent,
    solve_by_instruction,
    write_down_ticket,
)
from pindos.servicedesk.commands.levels import (
    begin_following,
    change_of_level,
    follow_levels,
    promise_for_all,
    set_level,
)
from pindos.servicedesk.commands.linking import link_ticket, unlink_ticket
from pindos.servicedesk.commands.mailing import release_mail
from pindos.servicedesk.commands.merging import merge_ticket, unmerge_ticket
from pindos.servicedesk.commands.moving import move_ticket
from pindos.servicedesk.commands.opening import open_ticket
from pindos.servicedesk.commands.outsiders import add_outsider, remove_outsider
from pindos.servicedesk.commands.promises import late_again
from pindos.servicedesk.commands.referral import (
    accept_ticket,
    hand_back_ticket,
    recall_ticket,
    refer_ticket,
    return_ticket,
)
from pindos.servicedesk.commands.rehearsing import Then, rehearse
from pindos.servicedesk.commands.reply_templates import (
    add_reply_template,
    edit_reply_template,
    load_starter_replies,
    restore_reply_template,
    retire_reply_template,
)
from pindos.servicedesk.commands.ruling import Ruling, by_rule, viewer_of_unit
from pindos.servicedesk.commands.splitting import split_ticket
from pindos.servicedesk.commands.stays import recount_stays
from pindos.servicedesk.commands.tasks import (
    add_tasks,
    change_task,
    finish_task,
    remove_task,
    reopen_task,
)
from pindos.servicedesk.commands.tying import tell_tie
from pindos.servicedesk.commands.watching import (
    add_watcher,
    remove_watcher,
    unwatch_ticket,
    watch_ticket,
)
from pindos.servicedesk.commands.working import (
    assign_ticket,
    note_ticket,
    reply_to_ticket,
    set_priority,
    take_ticket,
)

__all__ = [
    "begin_following",
    "change_of_level",
    "Ruling",
    "Then",
    "by_rule",
    "rehearse",
    "viewer_of_unit",
    "note_sent",
    "solve_by_instruction",
    "write_down_ticket",
    "make_calendar_feed",
    "revoke_calendar_feed",
    "tell_tie",
    "add_outsider",
    "add_watcher",
    "merge_ticket",
    "unmerge_ticket",
    "split_ticket",
    "ask_approval",
    "decline_approval",
    "give_approval",
    "withdraw_approval",
    "remove_outsider",
    "remove_watcher",
    "unwatch_ticket",
    "watch_ticket",
    "IRREVOCABLE",
    "MOST_AT_ONCE",
    "carry_out_bulk_act",
    "forget_looked_at",
    "go_on_undoing_bulk_act",
    "go_on_with_bulk_act",
    "preview_bulk_act",
    "undo_bulk_act",
    "accept_ticket",
    "add_reply_template",
    "add_category",
    "assign_ticket",
    "categorise_ticket",
    "change_category",
    "add_tasks",
    "recount_stays",
    "change_task",
    "close_solved_tickets",
    "confirm_ticket",
    "correct_time",
    "edit_reply_template",
    "edit_ticket",
    "equip_ticket",
    "finish_task",
    "hand_back_ticket",
    "load_starter_replies",
    "link_ticket",
    "load_catalogue",
    "move_ticket",
    "note_ticket",
    "offer_category",
    "open_ticket",
    "place_category",
    "recall_ticket",
    "refer_ticket",
    "release_mail",
    "remove_task",
    "remove_time",
    "reopen_task",
    "reopen_ticket",
    "reply_to_ticket",
    "resolve_ticket",
    "restore_reply_template",
    "retire_reply_template",
    "restore_category",
    "retire_category",
    "return_ticket",
    "set_checklist",
    "follow_levels",
    "late_again",
    "promise_for_all",
    "set_level",
    "set_priority",
    "spend_time",
    "take_call",
    "take_ticket",
    "unlink_ticket",
]
