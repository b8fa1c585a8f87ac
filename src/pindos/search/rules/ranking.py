"""In which order what fits is shown: BM25 over the candidates. Pure, the same on any database."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import log
from typing import NamedTuple

from pindos.search.rules.asking import Asked, Word

SATURATION, LENGTH_COUNTS, USUAL_LENGTH = 1.2, 0.6, 40.0
TITLE = 2.5  # how much more a word of the title says
BEGINNING, NEAR = 0.5, 0.4  # how much less a term says that is only begun, or only near
LATER_READING = 0.9  # of Latin letters that are read in several ways
NEXT_TO = 0.3  # of a word's worth, when two words stand side by side as they were typed


class Candidate(NamedTuple):
    """An entry that fits: the terms of its title, and of all of it, in their order."""

    id: int
    kind: str
    about_id: int
    is_internal: bool
    head: str
    terms: str


@dataclass(frozen=True, slots=True)
class Weights:
    """In how many of all entries each term stands, as it was counted last."""

    total: int
    found_in: Mapping[str, int]

    def of(self, term: str) -> float:
        """How much a term says: the rarer the more."""
        count = min(self.found_in.get(term, 0), self.total)
        return log(1 + (self.total - count + 0.5) / (count + 0.5))


Way = tuple[str, float, str]  # how a term looks in an entry, how much it says, and itself


def scoring(asked: Asked, weights: Weights) -> Callable[[Candidate], float]:
    """How well candidates fit; six decimals, so that the last bits decide nothing.

    What is the same for all of them is worked out once: there may be thousands.
    """
    words = [_ways(word, weights) for word in asked.words]
    of_short, of_term = SATURATION * (1 - LENGTH_COUNTS), SATURATION * LENGTH_COUNTS / USUAL_LENGTH

    def score(candidate: Candidate) -> float:
        head, body = f" {candidate.head} ", f" {candidate.terms} "
        norm = of_short + of_term * (body.count(" ") - 1)
        total, before = 0.0, ""
        for ways in words:
            worth, term = 0.0, ""
            for needle, says, its in ways:
                often = body.count(needle)
                if often:
                    much = often + TITLE * head.count(needle)
                    more = says * much / (much + norm)
                    if more > worth:
                        worth, term = more, its
            total += worth
            if before and term and f" {before} {term} " in body:
                total += worth * NEXT_TO
            before = term
        return round(total, 6)

    return score


def words_held(candidate: Candidate, asked: Asked) -> int:
    """How many of the words stand in it."""
    body = f" {candidate.terms} "
    return sum(any(f" {term} " in body for term in word.every) for word in asked.words)


def title_held(candidate: Candidate, wanted: frozenset[str]) -> float:
    """Which share of its title's terms are among these, from nothing to 1."""
    terms = frozenset(candidate.head.split())
    return len(terms & wanted) / len(terms) if terms else 0.0


def _ways(word: Word, weights: Weights) -> list[Way]:
    ways = [(term, 1.0 if not at else LATER_READING, " ") for at, term in enumerate(word.terms)]
    ways += [(term, NEAR, " ") for term in word.near]
    ways += [(term, BEGINNING, "") for term in word.beginnings]
    return [
        (f" {term}{end}", share * weights.of(term) * (SATURATION + 1), term)
        for term, share, end in ways
    ]
