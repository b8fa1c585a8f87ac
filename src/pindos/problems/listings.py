"""The lists of problems."""

from pindos.problems.queries.listed import KNOWN_ERRORS, PROBLEMS

__all__ = ["KNOWN_ERRORS", "PROBLEMS"]
