"""What oversight tells the house."""

from datetime import date

from pindos.kernel.events import DomainEvent
from pindos.kernel.takings import takes
from pindos.kernel.terms import Audience


class ReportEvent(DomainEvent):
    """Something happened to a monthly report."""

    audience = Audience.SECURITY
    report_id: int
    month: date


class ReportAsked(ReportEvent):
    """It is to be made, or made again."""


class ReportMade(ReportEvent):
    """It is there."""


class ReportFailed(ReportEvent):
    """It could not be made."""


@takes
class ReportTaken(ReportEvent):
    """Somebody took it out of the house."""


class DispatchEvent(DomainEvent):
    """Something happened to what somebody gets each month."""

    audience = Audience.SECURITY
    dispatch_id: int
    unit_id: int


class DispatchAdded(DispatchEvent):
    """Somebody gets it from now on."""


class DispatchChanged(DispatchEvent):
    """It was switched on or off."""
