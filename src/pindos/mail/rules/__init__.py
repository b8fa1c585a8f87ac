"""Pure decisions about mail: no clock, no database."""

from pindos.mail.rules.answering import Sender, Silence, proof_of, silence_towards
from pindos.mail.rules.blocking import blockable, blocked_by
from pindos.mail.rules.essence import essence_of, head_of

__all__ = [
    "Sender",
    "Silence",
    "blockable",
    "blocked_by",
    "essence_of",
    "head_of",
    "proof_of",
    "silence_towards",
]
