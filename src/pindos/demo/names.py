"""Names of people who do not exist: common given names, family names made from the landscape."""

import unicodedata
from functools import cache
from importlib import resources
from random import Random
from typing import Any, NamedTuple

import yaml

LATIN = {
    "α": "a", "β": "v", "γ": "g", "δ": "d", "ε": "e", "ζ": "z", "η": "i", "θ": "th", "ι": "i",
    "κ": "k", "λ": "l", "μ": "m", "ν": "n", "ξ": "x", "ο": "o", "π": "p", "ρ": "r", "σ": "s",
    "ς": "s", "τ": "t", "υ": "y", "φ": "f", "χ": "ch", "ψ": "ps", "ω": "o",
}  # fmt: skip
STYLES = {"plain": 52, "bare": 20, "typos": 14, "greeklish": 8, "capitals": 6}
WOMEN = 0.56  # of a hundred who work in such services


class Name(NamedTuple):
    """A given and a family name, and how an account of that name would be called."""

    given: str
    family: str
    is_woman: bool
    username: str


class Names:
    """Gives names that nobody else in the demonstration has."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._given: set[str] = set()
        self._logins: set[str] = set()

    def next(self) -> Name:
        """One more."""
        parts, rng = _parts(), self._rng
        while True:
            is_woman = rng.random() < WOMEN
            given = rng.choice(parts["women" if is_woman else "men"])
            stem, ending = rng.choice(parts["stems"]), rng.choice(parts["endings"])
            family = bare(stem) + ending[is_woman]
            if f"{given} {family}" not in self._given:
                self._given.add(f"{given} {family}")
                return Name(given, family, is_woman, self._login(given, family))

    def _login(self, given: str, family: str) -> str:
        base = f"{latin(given)[0]}.{latin(family)}"
        name, number = base, 2
        while name in self._logins:
            name, number = f"{base}{number}", number + 1
        self._logins.add(name)
        return name


def bare(text: str) -> str:
    """The words without accents."""
    parts = unicodedata.normalize("NFD", text)
    return unicodedata.normalize("NFC", "".join(c for c in parts if c != "\u0301"))


def latin(text: str) -> str:
    """Greek letters one by one in Latin ones, small."""
    plain = bare(text).lower().replace("ου", "ou")
    return "".join(LATIN.get(letter, letter) for letter in plain)


@cache
def _parts() -> dict[str, Any]:
    file = resources.files("pindos.demo") / "texts" / "names.yaml"
    return dict(yaml.safe_load(file.read_text(encoding="utf-8")))
