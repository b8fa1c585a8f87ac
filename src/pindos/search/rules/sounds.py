"""How a word sounds, the same for Greek letters and for every kind of Greeklish. Pure.

A key has small Latin letters only. Sounds that people mix up when they type Latin letters are
one: β, φ and μπ are v, ξ and χ are x, θ and τ are t, δ and ντ are d. Latin letters that stand
for two sounds (h is η or χ, u is ου or υ) give several readings.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import product

LONGEST = 40  # letters of a word; what follows is cut off
MOST_DOUBTS = 3  # letters that are read in two ways, from the first on
KEPT_WORDS = 50_000

GREEK = {
    "μπ": "v",
    **dict.fromkeys(("ντ", "νδ"), "d"),
    **dict.fromkeys(("γκ", "γγ"), "g"),
    **dict.fromkeys(("τσ", "τζ"), "c"),
    "κσ": "x",
    "ου": "u",
    "αι": "e",
    **dict.fromkeys(("ει", "οι", "υι"), "i"),
    "αυ": "av",
    "ευ": "ev",
    **dict(zip("αβγδεζηθικλμνξοπρστυφχω", "avgdezitiklmnxoprstivxo", strict=True)),
    "ψ": "ps",
}
LATIN = {
    "mp": "v",
    **dict.fromkeys(("nt", "nd"), "d"),
    **dict.fromkeys(("gk", "gg", "ng"), "g"),
    **dict.fromkeys(("ts", "tz"), "c"),
    **dict.fromkeys(("ks", "ch", "cks"), "x"),
    **dict.fromkeys(("ou", "oy"), "U"),
    "ck": "k",
    "ai": "e",
    **dict.fromkeys(("ei", "oi", "yi", "ui", "ee"), "i"),
    **dict.fromkeys(("au", "ay"), "av"),
    **dict.fromkeys(("eu", "ey"), "ev"),
    "nth": "nT",
    "th": "T",
    "ph": "P",
    "kh": "K",
    "dh": "D",
    "gh": "G",
    **dict(zip("abcdefgijklmnopqrstvwxyz", "avkdevgiJklmnopkrstvoxYz", strict=True)),
    "h": "H",
    "u": "W",
}
DIGITS = {"3": "x", "4": "ps", "8": "t", "9": "t", "0": "o"}
# How the marks above are read, the likelier one first.
READ = {
    "H": ("i", "x"),
    "W": ("i", "u"),
    "T": ("t", "ti"),
    "P": ("v", "pi"),
    "K": ("ki", "x"),
    "D": ("di", "d"),
    "G": ("gi", "g"),
    "Y": ("i", "g"),
    "J": ("x", "c"),
    "U": ("u",),
}
# Latin letters that look like Greek ones, for words in both scripts.
LOOKS = str.maketrans("abehikmnoptuvwxyzcsdfglr", "αβεηικμνορτυνωχυζσσδφγλρ")
SOUNDS_AS = str.maketrans("abehikmnoptuvwxyzcsdfglr", "αβεηικμνοπτυβωχυζκσδφγλρ")
LIKE_GREEK = {"q": "κ", "j": "ξ"}

_BY_LENGTH = sorted({**GREEK, **LATIN, **DIGITS}, key=len, reverse=True)
_SOUNDS = re.compile("|".join(_BY_LENGTH))
_TWICE = re.compile(r"([a-z])\1+")
_GREEK_LETTER = re.compile("[α-ω]")
_LATIN_LETTER = re.compile("[a-z]")
_GREEKLISH = re.compile(r"(?=(?:.*[a-zα-ω]){2})[a-zα-ω03489]+")


@lru_cache(maxsize=KEPT_WORDS)
def readings(word: str) -> tuple[str, ...]:
    """The keys of a folded word, the likeliest first; none when it holds a letter of neither.

    A word in both scripts is read by how its Latin letters look and by how they sound.
    """
    word = word[:LONGEST]
    if not _GREEKLISH.fullmatch(word):
        return ()
    if _GREEK_LETTER.search(word) and _LATIN_LETTER.search(word):
        for latin, greek in LIKE_GREEK.items():
            word = word.replace(latin, greek)
        both = (word.translate(LOOKS), word.translate(SOUNDS_AS))
        return tuple(dict.fromkeys(key for each in both for key in _read(each)))
    return tuple(dict.fromkeys(_read(word)))


def _read(word: str) -> Iterator[str]:
    marked = _SOUNDS.sub(lambda found: _sound(found.group()), word)
    places, doubts = [], 0
    for at, letter in enumerate(marked):
        ways = READ.get(letter, (letter,))
        if letter == "Y" and marked[at + 1 : at + 2] not in tuple("aeouUW"):
            ways = ways[:1]
        if len(ways) > 1:
            doubts += 1
        places.append(ways if doubts <= MOST_DOUBTS else ways[:1])
    for each in product(*places):
        yield _TWICE.sub(r"\1", "".join(each))


def _sound(letters: str) -> str:
    return GREEK.get(letters) or LATIN.get(letters) or DIGITS[letters]
