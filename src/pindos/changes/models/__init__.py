"""Tables of planned work."""

from pindos.changes.models.approval import Approval
from pindos.changes.models.change import Affected, Change, TicketTie

__all__ = ["Affected", "Approval", "Change", "TicketTie"]
