"""What somebody looks for, from what they typed. Pure; any text is understood or said to be none.

``terms`` of a word are those that it may stand for; a thing fits when it holds one of each word.
"""

from dataclasses import dataclass, field, replace

from pindos.kernel.text import fold
from pindos.search.rules.sounds import readings
from pindos.search.rules.words import WORD, terms_of_word

LONGEST_QUERY = 200  # characters that are read
MOST_WORDS = 8


@dataclass(frozen=True, slots=True)
class Word:
    """One word that is looked for: its terms, their beginnings, and terms that are near them."""

    typed: str
    terms: tuple[str, ...]
    beginnings: tuple[str, ...] = ()
    near: tuple[str, ...] = ()

    @property
    def every(self) -> tuple[str, ...]:
        """All terms in full, without beginnings."""
        return (*self.terms, *self.near)


@dataclass(frozen=True, slots=True)
class Asked:
    """All that is looked for; ``is_cut`` when more was typed than is read."""

    words: tuple[Word, ...] = ()
    is_cut: bool = False
    typed: str = field(default="", compare=False)

    @property
    def terms(self) -> frozenset[str]:
        """The terms of all words."""
        return frozenset(term for word in self.words for term in word.every)


def asked_in(text: str) -> Asked:
    """What is looked for; without words when nothing of it can be."""
    read = text[:LONGEST_QUERY]
    words: dict[tuple[str, ...], Word] = {}
    for found in WORD.finditer(read):
        terms = terms_of_word(found.group())
        if terms:
            words.setdefault(terms, Word(found.group(), terms))
    kept = tuple(words.values())
    is_cut = len(text.strip()) > LONGEST_QUERY or len(kept) > MOST_WORDS
    return Asked(kept[:MOST_WORDS], is_cut, read)


def with_beginning(asked: Asked) -> Asked:
    """The same while it is typed: the last word may be the beginning of another one."""
    if not asked.words:
        return asked
    *others, last = asked.words
    begun = tuple(dict.fromkeys(key for key in readings(fold(last.typed)) if len(key) > 1))
    last = replace(last, beginnings=begun or last.terms)
    return replace(asked, words=(*others, last))
