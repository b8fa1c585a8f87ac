"""Greek words as they are heard, so that Γιάννης is found by Giannis, Yannis and giannhs. Pure."""

import re
from itertools import product

from pindos.kernel.text import fold

# Longest first. Letters that are mixed up when people type Latin ones become one letter:
# β, φ and μπ are v, ξ and χ are x, θ is t. Found too much is better than not found.
GREEK = {
    **dict.fromkeys(("μπ",), "v"),
    **dict.fromkeys(("ντ",), "d"),
    **dict.fromkeys(("γκ", "γγ"), "g"),
    **dict.fromkeys(("τσ", "τζ"), "c"),
    "ου": "u",
    "αι": "e",
    **dict.fromkeys(("ει", "οι", "υι"), "i"),
    "αυ": "av",
    "ευ": "ev",
    **dict(zip("αβγδεζηθικλμνξοπρστυφχψω", "avgdezitiklmnxoprstivx-o", strict=True)),
    "ψ": "ps",
}
LATIN = {
    **dict.fromkeys(("mp",), "v"),
    **dict.fromkeys(("nt", "nd"), "d"),
    **dict.fromkeys(("gk", "gg", "ng"), "g"),
    **dict.fromkeys(("ts", "tz"), "c"),
    **dict.fromkeys(("ks", "ch"), "x"),
    "th": "t",
    "ph": "v",
    "ou": "u",
    "ai": "e",
    **dict.fromkeys(("ei", "oi", "yi", "ui"), "i"),
    "au": "av",
    "eu": "ev",
    **dict(zip("bcdfjqwy", "vkdvckoi", strict=True)),
}
BY_LENGTH = sorted({**GREEK, **LATIN}, key=len, reverse=True)
SOUNDS = re.compile("|".join(BY_LENGTH))
TWICE = re.compile(r"([a-z])\1+")
# Latin h is η or χ, u is ου or υ, th is θ or τη, ph is φ or πη.
OTHER_READINGS = {"h": ("i", "x"), "u": ("u", "i"), "T": ("t", "ti"), "P": ("v", "pi")}
MARKS = {"th": "T", "ph": "P"}
MOST_DOUBTS = 3  # letters of a word read in two ways: so that a long word stays cheap


def heard(text: str) -> str:
    """The words by their sound, the same for Greek letters as for the usual Latin spelling.

    Only for finding: names that sound alike become one. Digits and signs stay as they are.
    """
    return " ".join(_heard(word) for word in fold(text).split())


def readings(word: str) -> frozenset[str]:
    """What a typed word may stand for by its sound: some Latin letters are read in two ways."""
    marked = _marked(fold(word))
    places = [OTHER_READINGS.get(letter, (letter,)) for letter in marked]
    if sum(len(each) > 1 for each in places) > MOST_DOUBTS:
        places = [each[:1] for each in places]
    return frozenset(_joined("".join(each)) for each in product(*places))


def _heard(word: str) -> str:
    return _joined(SOUNDS.sub(lambda found: _sound(found.group()), word).replace("h", "i"))


def _marked(word: str) -> str:
    """By its sound, with a mark where it is in doubt; a u that is certain is a capital."""
    return SOUNDS.sub(lambda found: MARKS.get(found.group()) or _certain(found.group()), word)


def _certain(letters: str) -> str:
    return _sound(letters).replace("u", "U")


def _sound(letters: str) -> str:
    return GREEK.get(letters) or LATIN[letters]


def _joined(sounds: str) -> str:
    """γι is heard as ι, and a letter that stands twice as one."""
    text = TWICE.sub(r"\1", sounds.lower())
    return TWICE.sub(r"\1", text.replace("gi", "i"))
