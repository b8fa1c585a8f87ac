"""Why something was found: the words that fit, marked in a part of the text. Pure.

Texts stay as they are and are never HTML: a page escapes each piece by itself.
"""

from collections.abc import Iterator

from pindos.search.rules.asking import Asked
from pindos.search.rules.words import WORD, terms_of_word
from pindos.search.terms import Piece

LENGTH = 180  # characters of an excerpt
BEFORE = 50  # characters shown before the first word that fits
MOST_READ = 50_000  # characters of a text in which words are looked for


def marked(text: str, asked: Asked) -> list[Piece]:
    """The whole text in pieces."""
    return list(_pieces(text, list(_hits(text, asked)), 0, len(text)))


def excerpt(text: str, asked: Asked) -> list[Piece]:
    """The part of a text in which most of what was looked for stands; none when nothing does."""
    text = " ".join(text[:MOST_READ].split())
    hits = list(_hits(text, asked))
    if not hits:
        return []
    start = max(hits, key=lambda hit: _words_from(text, hits, hit[0]))[0]
    begin = _at_a_word(text, max(0, start - BEFORE))
    end = min(len(text), begin + LENGTH)
    if end < len(text):
        end = max(text.rfind(" ", begin, end), start + 1, begin + 1)
    pieces = list(_pieces(text, hits, begin, end))
    if begin:
        pieces.insert(0, Piece("… ", is_hit=False))
    if end < len(text):
        pieces.append(Piece(" …", is_hit=False))
    return pieces


def _hits(text: str, asked: Asked) -> Iterator[tuple[int, int]]:
    wanted = asked.terms
    begun = tuple(term for word in asked.words for term in word.beginnings)
    for found in WORD.finditer(text, 0, MOST_READ):
        terms = terms_of_word(found.group())
        if not wanted.isdisjoint(terms) or (begun and any(t.startswith(begun) for t in terms)):
            yield found.span()


def _words_from(text: str, hits: list[tuple[int, int]], start: int) -> tuple[int, int]:
    inside = [hit for hit in hits if start <= hit[0] < start + LENGTH - BEFORE]
    different = {terms_of_word(text[a:b]) for a, b in inside}
    return len(different), -start


def _at_a_word(text: str, at: int) -> int:
    return text.rfind(" ", 0, at) + 1 if at else 0


def _pieces(text: str, hits: list[tuple[int, int]], begin: int, end: int) -> Iterator[Piece]:
    at = begin
    for start, stop in hits:
        if start < begin or start >= end:
            continue
        if start > at:
            yield Piece(text[at:start], is_hit=False)
        yield Piece(text[start : min(stop, end)], is_hit=True)
        at = min(stop, end)
    if at < end:
        yield Piece(text[at:end], is_hit=False)
