"""Writing planned work: every change goes through one of these."""

from pindos.changes.commands.approving import (
    approve_change,
    ask_change,
    refuse_change,
    withdraw_change,
)
from pindos.changes.commands.linking import (
    link_change,
    link_problem,
    unlink_change,
    unlink_problem,
)
from pindos.changes.commands.planning import edit_change, plan_change, reschedule_change
from pindos.changes.commands.working import (
    back_out_change,
    cancel_change,
    finish_change,
    note_change,
    review_change,
    start_change,
)

__all__ = [
    "approve_change",
    "ask_change",
    "back_out_change",
    "cancel_change",
    "edit_change",
    "finish_change",
    "link_change",
    "link_problem",
    "note_change",
    "plan_change",
    "refuse_change",
    "reschedule_change",
    "review_change",
    "start_change",
    "unlink_change",
    "unlink_problem",
    "withdraw_change",
]
