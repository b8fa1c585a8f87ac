"""Tables of instructions."""

from pindos.knowledge.models.edition import Edition
from pindos.knowledge.models.feedback import Answer, Reading, Tally
from pindos.knowledge.models.instruction import Enclosure, Instruction

__all__ = ["Answer", "Edition", "Enclosure", "Instruction", "Reading", "Tally"]
