"""Changing instructions: the only place that writes them."""

from pindos.knowledge.commands.answering import (
    answer_instruction,
    forget_readings,
    note_asked_after,
    note_reading,
)
from pindos.knowledge.commands.drafting import draft_instruction
from pindos.knowledge.commands.editing import (
    bring_back_instruction,
    edit_instruction,
    undo_instruction_change,
)
from pindos.knowledge.commands.files import attach_to_instruction, detach_from_instruction
from pindos.knowledge.commands.handing import (
    accept_instruction,
    decline_instruction,
    offer_instruction,
)
from pindos.knowledge.commands.loading import load_instructions
from pindos.knowledge.commands.publishing import (
    publish_instruction,
    retire_instruction,
    review_instruction,
    revive_instruction,
)
from pindos.knowledge.commands.reminding import remind_of_reviews

__all__ = [
    "accept_instruction",
    "answer_instruction",
    "attach_to_instruction",
    "bring_back_instruction",
    "decline_instruction",
    "detach_from_instruction",
    "draft_instruction",
    "edit_instruction",
    "forget_readings",
    "load_instructions",
    "note_asked_after",
    "note_reading",
    "offer_instruction",
    "publish_instruction",
    "remind_of_reviews",
    "retire_instruction",
    "review_instruction",
    "revive_instruction",
    "undo_instruction_change",
]
