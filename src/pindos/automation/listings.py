"""The lists of automation."""

from pindos.automation.queries.listed import ROUTINES, RULES, RUNS

__all__ = ["ROUTINES", "RULES", "RUNS"]
