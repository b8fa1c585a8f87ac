"""Reading instructions. ``readable_by`` is the only door: every other query goes by it."""

from pindos.knowledge.queries.editions import (
    Text,
    edition_by,
    editions_of,
    enclosures_of,
    files_shared_with,
    text_of,
    written_in,
)
from pindos.knowledge.queries.feedback import (
    Ailing,
    Feedback,
    ailing_for,
    answer_of,
    feedback_on,
)
from pindos.knowledge.queries.findable import findables, instructions_with_ids
from pindos.knowledge.queries.history import Alteration, changes_of, history_of, put_back
from pindos.knowledge.queries.instructions import (
    acts_open_to,
    are_shipped_missing,
    instruction_by,
    instructions_for,
    is_read_in_full,
    published_among,
    published_to,
    published_to_everybody,
    readable_among,
    readable_by,
    writes_instructions,
)
from pindos.knowledge.queries.listed import INSTRUCTIONS
from pindos.knowledge.queries.reviews import overdue
from pindos.knowledge.queries.suggested import Suggestion, suggested_instructions

__all__ = [
    "Alteration",
    "changes_of",
    "history_of",
    "put_back",
    "INSTRUCTIONS",
    "Ailing",
    "Feedback",
    "ailing_for",
    "answer_of",
    "are_shipped_missing",
    "feedback_on",
    "Suggestion",
    "Text",
    "acts_open_to",
    "edition_by",
    "editions_of",
    "enclosures_of",
    "files_shared_with",
    "findables",
    "instruction_by",
    "instructions_for",
    "instructions_with_ids",
    "is_read_in_full",
    "overdue",
    "published_among",
    "published_to",
    "published_to_everybody",
    "readable_among",
    "readable_by",
    "suggested_instructions",
    "text_of",
    "writes_instructions",
    "written_in",
]
