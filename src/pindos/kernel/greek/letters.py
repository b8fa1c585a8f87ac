"""Accents and syllables: where a word is stressed, and how it looks with another ending."""

import unicodedata

VOWELS = set("αεηιουω")
TWO_AS_ONE = {"αι", "ει", "οι", "υι", "ου", "αυ", "ευ", "ηυ"}
TONOS, DIALYTIKA = "\u0301", "\u0308"
LAST_THREE = 2  # a Greek word is stressed on one of its last three syllables


def is_greek(word: str) -> bool:
    """Whether a word is written in Greek letters only."""
    letters = [c for c in word if c.isalpha()]
    return bool(letters) and all(unicodedata.name(c, "").startswith("GREEK") for c in letters)


def without_tonos(word: str) -> str:
    """The word without its accent; the two dots that part vowels stay."""
    bare = unicodedata.normalize("NFD", word).replace(TONOS, "")
    return unicodedata.normalize("NFC", bare)


def stress_of(word: str) -> int | None:
    """How many syllables follow the accent (0 to 2); None when none is written."""
    nuclei = _nuclei(word)
    for place, (start, end) in enumerate(nuclei):
        if any(TONOS in unicodedata.normalize("NFD", c) for c in word[start:end]):
            return len(nuclei) - 1 - place
    return None


def with_ending(word: str, cut: int, ending: str, *, moves: bool = False) -> str:
    """The word with its last ``cut`` letters replaced, in the same capitals.

    The accent stays on its syllable, or goes to the last but one (``moves``); never further from
    the end than the third. What was written without an accent stays without one.
    """
    stress = stress_of(word)
    built = without_tonos(word[: len(word) - cut]) + ending
    if word.isupper():
        return without_tonos(built).upper()
    if stress is None:
        return built
    syllable = len(_nuclei(word)) - 1 - stress
    count = len(_nuclei(built))
    after = 1 if moves else min(count - 1 - syllable, LAST_THREE)
    return _accented(built, count - 1 - max(after, 0))


def _accented(word: str, syllable: int) -> str:
    _start, end = _nuclei(word)[syllable]
    marked = unicodedata.normalize("NFC", unicodedata.normalize("NFD", word[end - 1]) + TONOS)
    return word[: end - 1] + marked + word[end:]


def _nuclei(word: str) -> list[tuple[int, int]]:
    """Where the vowels of each syllable stand; two letters that sound as one are one."""
    found: list[tuple[int, int]] = []
    place = 0
    while place < len(word):
        length = _vowel_at(word, place)
        if length:
            found.append((place, place + length))
        place += length or 1
    return found


def _vowel_at(word: str, place: int) -> int:
    first = unicodedata.normalize("NFD", word[place].casefold())
    if first[0] not in VOWELS:
        return 0
    if place + 1 == len(word) or TONOS in first or DIALYTIKA in first:
        return 1
    second = unicodedata.normalize("NFD", word[place + 1].casefold())
    is_one = first[0] + second[0] in TWO_AS_ONE and DIALYTIKA not in second
    return 2 if is_one else 1
