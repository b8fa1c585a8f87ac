"""What the desk tells the house of approvals by a head."""

from pindos.servicedesk.events.ticket import TicketEvent


class ApprovalEvent(TicketEvent):
    """Something happened to a request for approval; ``asked_unit_id`` is whose head is asked."""

    approval_id: int
    asked_unit_id: int


class ApprovalAsked(ApprovalEvent):
    """The head of a unit was asked whether something may be done."""


class ApprovalGiven(ApprovalEvent):
    """It may."""


class ApprovalDeclined(ApprovalEvent):
    """It may not."""


class ApprovalWithdrawn(ApprovalEvent):
    """Nobody needs to decide it any more."""
