"""Which words two titles share, for telling whether they are about the same. Pure.

A search forgives that somebody hears μπαίνω and types «ven»; of two titles in Greek letters
that would make φαίνεται the same word. Here letters that only Latin ones mix up are kept apart.
"""

import re
from functools import lru_cache

from pindos.kernel.text import fold
from pindos.search.rules.sounds import GREEK, LONGEST
from pindos.search.rules.words import WORD, terms_of_word

Heard = tuple[str, tuple[str, ...]]  # a word and what it sounds like

APART = {**GREEK, "μπ": "B", "φ": "F", "ντ": "N", "νδ": "N", "κσ": "X", "ξ": "X", "θ": "T"}
_SOUNDS = re.compile("|".join(sorted(APART, key=len, reverse=True)))
_TWICE = re.compile(r"([a-zA-Z])\1+")
_GREEK = re.compile("[α-ω]+")


def words_shared(one: str, other: str, without: str = "") -> int:
    """How many words of one title the other has too; numbers and dates' digits are not words.

    ``without``: words, in a row, that count in none of their forms.
    """
    its = _words(other, without)
    return sum(any(_is_same(word, each) for each in its) for word in _words(one, without))


def words_in(title: str, without: str = "") -> int:
    """How many words of a title say something, numbers aside."""
    return len(_words(title, without))


@lru_cache(maxsize=512)  # one title is compared with some hundred others
def _words(title: str, without: str = "") -> tuple[Heard, ...]:
    folded = {fold(found.group())[:LONGEST] for found in WORD.finditer(title)}
    said = ((word, terms_of_word(word)) for word in sorted(folded) if not word.isdigit())
    out = _by_term(without)
    return tuple(each for each in said if each[1] and not _is_among(each, out))


@lru_cache(maxsize=8)
def _by_term(words: str) -> dict[str, list[Heard]]:
    found: dict[str, list[Heard]] = {}
    for each in _words(words) if words else ():
        for term in each[1]:
            found.setdefault(term, []).append(each)
    return found


def _is_among(one: Heard, known: dict[str, list[Heard]]) -> bool:
    return any(_is_same(one, each) for term in one[1] for each in known.get(term, ()))


def _is_same(one: Heard, other: Heard) -> bool:
    same = set(one[1]) & set(other[1])
    if not same or not (_GREEK.fullmatch(one[0]) and _GREEK.fullmatch(other[0])):
        return bool(same)
    return any(_begins(one[0], len(term)) == _begins(other[0], len(term)) for term in same)


def _begins(word: str, letters: int) -> str:
    """The beginning of its sound, with each letter by itself."""
    marked = _SOUNDS.sub(lambda at: APART[at.group()], word)
    return _TWICE.sub(r"\1", marked)[:letters]
