"""Tables of instructions."""

from pindos.knowledge.models.edition import Edition
from pindos.knowledge.models.instruction import Enclosure, Instruction

__all__ = ["Edition", "Enclosure", "Instruction"]
