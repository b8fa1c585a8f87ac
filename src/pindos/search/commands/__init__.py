"""Changing the index, always inside the transaction of the room that owns the thing."""

from pindos.search.commands.keeping import (
    entries_of,
    forget_entry,
    keep_entries,
    keep_entry,
    keep_new,
)

__all__ = ["entries_of", "forget_entry", "keep_entries", "keep_entry", "keep_new"]
