"""Changing instructions: the only place that writes them."""

from pindos.knowledge.commands.drafting import draft_instruction
from pindos.knowledge.commands.editing import bring_back_instruction, edit_instruction
from pindos.knowledge.commands.files import attach_to_instruction, detach_from_instruction
from pindos.knowledge.commands.publishing import (
    publish_instruction,
    retire_instruction,
    review_instruction,
    revive_instruction,
)
from pindos.knowledge.commands.reminding import remind_of_reviews

__all__ = [
    "attach_to_instruction",
    "bring_back_instruction",
    "detach_from_instruction",
    "draft_instruction",
    "edit_instruction",
    "publish_instruction",
    "remind_of_reviews",
    "retire_instruction",
    "review_instruction",
    "revive_instruction",
]
