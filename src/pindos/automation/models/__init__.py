"""Tables of automation."""

from pindos.automation.models.rule import Rule, Run, Trial

__all__ = ["Rule", "Run", "Trial"]
