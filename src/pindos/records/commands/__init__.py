"""Changing records, always inside the transaction of the context that owns the matter.

They emit no events of their own: what an entry means only its owner can say.
"""

from pindos.records.commands.entries import (
    add_entry,
    add_participant,
    begin_numbered,
    begin_record,
    change_requester,
    give_number,
    open_record,
    remove_participant,
)
from pindos.records.commands.files import (
    erase_files,
    forget_held_files,
    held,
    hold,
    make_ready,
    most_files,
    remove_unused_files,
)
from pindos.records.commands.looking import refuse_unscanned
from pindos.records.commands.scanning import scan_again, scan_files
from pindos.records.commands.sending import digest_of_files, keep_for_next_try, sent_with
from pindos.records.commands.taking import note_file_taken
from pindos.records.commands.trying import try_scanner
from pindos.records.commands.withholding import (
    NotScanned,
    refuse_withheld,
    release_file,
    remove_file,
    rescan_file,
    withhold_file,
)

__all__ = [
    "add_entry",
    "add_participant",
    "begin_numbered",
    "begin_record",
    "change_requester",
    "digest_of_files",
    "erase_files",
    "forget_held_files",
    "give_number",
    "held",
    "hold",
    "keep_for_next_try",
    "make_ready",
    "most_files",
    "note_file_taken",
    "open_record",
    "NotScanned",
    "refuse_unscanned",
    "refuse_withheld",
    "release_file",
    "remove_file",
    "rescan_file",
    "try_scanner",
    "withhold_file",
    "remove_participant",
    "remove_unused_files",
    "scan_again",
    "scan_files",
    "sent_with",
]
