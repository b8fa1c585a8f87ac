"""Finding: rights first, then what fits, then in which order."""

from pindos.search.queries.found import PAGE, found_for, suggested_for
from pindos.search.queries.missed import MissedWords, missed_lately
from pindos.search.rules import LONGEST_QUERY

__all__ = ["LONGEST_QUERY", "PAGE", "MissedWords", "found_for", "missed_lately", "suggested_for"]
