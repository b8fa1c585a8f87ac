"""Finding: rights first, then what fits, then in which order."""

from pindos.search.queries.found import PAGE, Alike, found_for, resembling, suggested_for
from pindos.search.queries.holding import holding
from pindos.search.queries.missed import MissedWords, missed_lately
from pindos.search.queries.narrowing import kind_keys, narrowed
from pindos.search.rules import LONGEST_QUERY, words_in, words_shared

__all__ = [
    "Alike",
    "resembling",
    "LONGEST_QUERY",
    "PAGE",
    "MissedWords",
    "found_for",
    "holding",
    "kind_keys",
    "missed_lately",
    "narrowed",
    "suggested_for",
    "words_in",
    "words_shared",
]
