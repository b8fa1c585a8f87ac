"""Tables of clocks."""

from pindos.clocks.models.clock import Clock, Standstill
from pindos.clocks.models.hours import Edition, OfficeHours

__all__ = ["Clock", "Edition", "OfficeHours", "Standstill"]
