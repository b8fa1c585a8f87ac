"""The lists of automation."""

from pindos.automation.queries.listed import RULES, RUNS

__all__ = ["RULES", "RUNS"]
