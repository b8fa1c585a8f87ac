"""Tables of problems."""

from pindos.problems.models.offer import Offer
from pindos.problems.models.problem import Incident, Problem

__all__ = ["Incident", "Offer", "Problem"]
