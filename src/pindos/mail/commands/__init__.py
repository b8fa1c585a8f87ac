"""What mail does: taking in, settling, keeping mailboxes."""

from pindos.mail.commands.arrivals import (
    discard_arrival,
    forget_arrivals,
    letter_by_hand,
    raw_of,
    restore_arrival,
    settle,
)
from pindos.mail.commands.blocking import (
    block_sender,
    note_failure,
    release_sender,
    revive_address,
)
from pindos.mail.commands.fetching import fetch_all
from pindos.mail.commands.handed import expect_handed, take_in_handed
from pindos.mail.commands.hushing import hush_sender, unhush_sender
from pindos.mail.commands.mailboxes import (
    SHOWN,
    add_mailbox,
    change_mailbox,
    try_mailbox,
)
from pindos.mail.commands.permits import ask_permit, keep_permit, token_of_mailbox
from pindos.mail.commands.sorting import block_sender_of, tie_sender, untie_sender
from pindos.mail.commands.taking import TooLarge, take_in, take_in_head

__all__ = [
    "SHOWN",
    "TooLarge",
    "add_mailbox",
    "ask_permit",
    "block_sender",
    "block_sender_of",
    "change_mailbox",
    "discard_arrival",
    "expect_handed",
    "fetch_all",
    "forget_arrivals",
    "hush_sender",
    "unhush_sender",
    "keep_permit",
    "note_failure",
    "raw_of",
    "release_sender",
    "revive_address",
    "restore_arrival",
    "settle",
    "letter_by_hand",
    "take_in",
    "take_in_handed",
    "take_in_head",
    "tie_sender",
    "token_of_mailbox",
    "try_mailbox",
    "untie_sender",
]
