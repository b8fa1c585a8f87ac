"""Tables of automation."""

from pindos.automation.models.routine import Occurrence, Routine
from pindos.automation.models.rule import Rule, Run, Trial

__all__ = ["Occurrence", "Routine", "Rule", "Run", "Trial"]
