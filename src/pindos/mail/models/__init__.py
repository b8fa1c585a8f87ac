"""Tables of mail."""

from pindos.mail.models.arrival import Arrival, BlockedSender, DeadAddress, KnownSender
from pindos.mail.models.mailbox import Mailbox

__all__ = ["Arrival", "BlockedSender", "DeadAddress", "KnownSender", "Mailbox"]
