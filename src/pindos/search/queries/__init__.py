"""Finding: rights first, then what fits, then in which order."""

from pindos.search.queries.found import PAGE, found_for, suggested_for
from pindos.search.rules import LONGEST_QUERY

__all__ = ["LONGEST_QUERY", "PAGE", "found_for", "suggested_for"]
