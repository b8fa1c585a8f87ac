"""Numbers of records: how they are written, and how people type them."""

import re
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

LONGEST_TYPED = 60  # characters; a longer text is no number
DASHES = re.compile(r"[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]")
MARKS = " \t\n\u00a0.,;:!?#\"'()[]«»“”‘’<>"
PREFIX = re.compile(r"^(?:ΑΡ|ΑΡΙΘ|ΑΡΙΘΜΟΣ|ΑΙΤΗΜΑ|NO|NR|TICKET)(?:[\s.:#]+)(?=\D)")
BETWEEN = r"[\s\-_/\\.]*"
APART = r"[\s\-_/\\.]+"
SHAPE = re.compile(
    rf"(?P<place>[^\W\d_]{{2,10}}){BETWEEN}"
    rf"(?:(?P<first>\d{{1,9}}){APART})?(?P<second>\d{{1,13}})"
)
SOLID = re.compile(r"(20\d\d)(\d{1,9})")

# What else a Greek letter may stand for: the Latin letter that looks like it, sounds like it, or
# lies on the same key.
LIKE = {
    "Α": "A", "Β": "BV", "Γ": "G", "Δ": "D", "Ε": "E", "Ζ": "Z", "Η": "HI", "Θ": "U",
    "Ι": "I", "Κ": "K", "Λ": "L", "Μ": "M", "Ν": "N", "Ξ": "J", "Ο": "O", "Π": "P",
    "Ρ": "PR", "Σ": "SW", "Τ": "T", "Υ": "Y", "Φ": "F", "Χ": "XH", "Ψ": "C", "Ω": "VO",
}  # fmt: skip


class Spelling(NamedTuple):
    """One way to write a prefecture in a number: its key, or its Greek short name."""

    text: str
    key: str


class Typed(NamedTuple):
    """What a typed number says; ``year`` is None when it names none."""

    place: str
    year: int | None
    last: int


def written(prefecture_key: str, year: int, last: int) -> str:
    """The number as it stands everywhere: FLO-2026-0412, more digits when four are too few."""
    return f"{prefecture_key}-{year}-{last:04d}"


def series(prefecture_key: str, year: int) -> str:
    """The name of the row that counts: one for a prefecture a year."""
    return f"{prefecture_key}-{year}"


def number_in(text: str, spellings: Iterable[Spelling], year: int) -> str | None:
    """The number that a text is, however it was typed; None when it is none.

    A number without its year is one of ``year``. A text that merely holds a number is none.
    """
    typed = typed_in(text)
    if typed is None:
        return None
    key = _prefecture(typed.place, list(spellings))
    return written(key, typed.year or year, typed.last) if key else None


def typed_in(text: str) -> Typed | None:
    """The three parts of a typed number; None when the text has not the shape of one."""
    if len(text) > LONGEST_TYPED:
        return None
    found = SHAPE.fullmatch(_plain(text))
    if found is None:
        return None
    first, second = found["first"], found["second"]
    year, last = _solid(second) if first is None else _apart(first, second)
    if not 0 < last < 1_000_000_000:
        return None
    return Typed(found["place"], year, last)


def _plain(text: str) -> str:
    """Capitals without accents, in plain letters, digits and dashes, without what surrounds."""
    wide = unicodedata.normalize("NFKC", text.replace("№", "#"))
    bare = "".join(c for c in unicodedata.normalize("NFD", wide) if not unicodedata.combining(c))
    capitals = DASHES.sub("-", bare.upper()).strip(MARKS)
    return PREFIX.sub("", capitals).strip(MARKS)


def _solid(digits: str) -> tuple[int | None, int]:
    """20260412 is a year and a number; 412 is a number of the present year."""
    if (found := SOLID.fullmatch(digits)) and int(found[2]):
        return int(found[1]), int(found[2])
    return None, int(digits)


def _apart(first: str, second: str) -> tuple[int | None, int]:
    """2026-412, 26-412, or as protocols write it, 412/2026; a first part that is no year: zero."""
    if _is_year(first) or (len(first) == 2 and not _is_year(second)):
        return 2000 + int(first) % 1000, int(second)
    if _is_year(second):
        return int(second), int(first)
    return None, 0


def _is_year(digits: str) -> bool:
    return len(digits) == 4 and digits.startswith("20")


def _prefecture(place: str, spellings: list[Spelling]) -> str | None:
    """The one prefecture that is written so; else the one that it looks like, if only one does."""
    exact = {spelling.key for spelling in spellings if spelling.text.upper() == place}
    alike = exact or {spelling.key for spelling in spellings if _alike(place, spelling.text)}
    return alike.pop() if len(alike) == 1 else None


def _alike(typed: str, meant: str) -> bool:
    capitals = _plain(meant)
    if len(typed) != len(capitals):
        return False
    return all(_readings(a) & _readings(b) for a, b in zip(typed, capitals, strict=True))


def _readings(letter: str) -> set[str]:
    return {letter, *LIKE.get(letter, "")}
