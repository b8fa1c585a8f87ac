"""Texts as the terms under which they are found. Pure.

A term is the stem of a word by its sound, or a code with digits as it stands.
"""

import re
from functools import lru_cache

from pindos.kernel.text import fold
from pindos.search.rules.sounds import LONGEST, readings
from pindos.search.rules.stems import stem
from pindos.search.rules.stops import STOPS

MOST_TERMS = 3_000  # of one entry; of a longer text the beginning is found
MOST_READINGS = 4  # of a word in a text; of a word that is looked for, all

WORD = re.compile(r"[^\W_]+")
_TERM = re.compile(r"[a-z0-9]+")


@lru_cache(maxsize=50_000)
def terms_of_word(word: str) -> tuple[str, ...]:
    """All terms that a word may stand for, the likeliest first; none for one that says nothing."""
    folded = fold(word)[:LONGEST]
    if not folded or folded in STOPS:
        return ()
    if folded.isdigit() or not any(letter.isalpha() for letter in folded):
        return _plain(folded)
    found = dict.fromkeys(stem(key) for key in readings(folded) if len(key) > 1)
    if any(letter.isdigit() for letter in folded):
        return tuple(dict.fromkeys((*_plain(folded), *found)))
    return tuple(found)


def keys_of(word: str) -> list[tuple[str, str]]:
    """How a word may sound, each with its term; none for a code."""
    return [(key, stem(key)) for key in readings(fold(word)[:LONGEST]) if len(key) > 1]


def joined(*texts: str) -> str:
    """The terms of texts in one string, at most ``MOST_TERMS``."""
    words = [word for text in texts for word in WORD.findall(text)]
    found = " ".join(filter(None, map(_written, words)))
    if len(words) * MOST_READINGS <= MOST_TERMS:
        return found
    return " ".join(found.split(" ")[:MOST_TERMS])


@lru_cache(maxsize=50_000)
def _written(word: str) -> str:
    """The terms of one word of a text, as an entry holds them."""
    return " ".join(terms_of_word(word)[:MOST_READINGS])


def _plain(word: str) -> tuple[str, ...]:
    """A number or code; letters of other scripts cannot stand in a term."""
    return (word,) if _TERM.fullmatch(word) else ()
