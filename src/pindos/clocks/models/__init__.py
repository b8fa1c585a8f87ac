"""Tables of clocks."""

from pindos.clocks.models.clock import Clock, Standstill
from pindos.clocks.models.hours import Edition, OfficeHours
from pindos.clocks.models.look import Look

__all__ = ["Clock", "Edition", "Look", "OfficeHours", "Standstill"]
