"""Tables of planned work."""

from pindos.changes.models.approval import Approval
from pindos.changes.models.change import Affected, Change, ProblemTie, TicketTie

__all__ = ["Affected", "Approval", "Change", "ProblemTie", "TicketTie"]
