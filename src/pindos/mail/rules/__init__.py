"""Pure decisions about mail: no clock, no database."""

from pindos.mail.rules.answering import Sender, is_proven, proof_of, silence_towards
from pindos.mail.rules.blocking import blockable, blocked_by
from pindos.mail.rules.essence import essence_of, head_of

__all__ = [
    "Sender",
    "blockable",
    "blocked_by",
    "essence_of",
    "head_of",
    "is_proven",
    "proof_of",
    "silence_towards",
]
