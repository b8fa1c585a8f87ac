"""The lists of instructions."""

from pindos.knowledge.queries.listed import INSTRUCTIONS

__all__ = ["INSTRUCTIONS"]
