"""The rules of searching: Greek in both scripts, what is asked, ranking, marking. Pure."""

from pindos.search.rules.asking import (
    LONGEST_QUERY,
    MOST_WORDS,
    Asked,
    Word,
    asked_in,
    with_beginning,
)
from pindos.search.rules.likeness import words_in, words_shared
from pindos.search.rules.marking import excerpt, marked
from pindos.search.rules.marks import ALL, of_head, of_kind, of_person, of_unit, owned_by, sight
from pindos.search.rules.nearness import distance_between, is_near, reach_of
from pindos.search.rules.ranking import Candidate, Weights, scoring, title_held, words_held
from pindos.search.rules.words import WORD, joined, keys_of, terms_of_word

__all__ = [
    "ALL",
    "LONGEST_QUERY",
    "MOST_WORDS",
    "WORD",
    "Asked",
    "Candidate",
    "Weights",
    "Word",
    "asked_in",
    "distance_between",
    "excerpt",
    "is_near",
    "joined",
    "keys_of",
    "marked",
    "of_head",
    "of_kind",
    "of_person",
    "of_unit",
    "owned_by",
    "reach_of",
    "scoring",
    "sight",
    "terms_of_word",
    "title_held",
    "with_beginning",
    "words_held",
    "words_in",
    "words_shared",
]
