"""Changing the index, always inside the transaction of the room that owns the thing."""

from pindos.search.commands.keeping import (
    entries_of,
    forget_entry,
    keep_entries,
    keep_entry,
    keep_new,
)
from pindos.search.commands.missing import forget_missed, note_missed
from pindos.search.commands.rebuilding import (
    keep_all_of,
    keep_by_id,
    rebuild,
    rebuild_if_needed,
)
from pindos.search.commands.weighing import recount, weigh

__all__ = [
    "entries_of",
    "forget_entry",
    "forget_missed",
    "keep_all_of",
    "keep_by_id",
    "keep_entries",
    "keep_entry",
    "keep_new",
    "note_missed",
    "rebuild",
    "rebuild_if_needed",
    "recount",
    "weigh",
]
