"""What people write: sentences from the files of ``texts``, with places, machines and errors."""

import re
from collections.abc import Mapping
from functools import cache
from importlib import resources
from random import Random
from typing import Any

import yaml

from pindos.demo.names import bare

SLOT = re.compile(r"{(\w+)}")
GENDER = re.compile(r"<([^|>]*)\|([^>]*)>")
GREEKLISH = {
    "ου": "ou", "αι": "ai", "ει": "ei", "οι": "oi", "αυ": "au", "ευ": "eu", "μπ": "mp",
    "ντ": "nt", "γκ": "gk", "γγ": "gg", "α": "a", "β": "b", "γ": "g", "δ": "d", "ε": "e",
    "ζ": "z", "η": "h", "θ": "8", "ι": "i", "κ": "k", "λ": "l", "μ": "m", "ν": "n", "ξ": "ks",
    "ο": "o", "π": "p", "ρ": "r", "σ": "s", "ς": "s", "τ": "t", "υ": "y", "φ": "f", "χ": "x",
    "ψ": "ps", "ω": "w",
}  # fmt: skip
PAIR = re.compile("|".join(GREEKLISH))


@cache
def situations() -> dict[str, dict[str, list[str]]]:
    """By category: titles, what is said, questions with their answers, notes, solutions."""
    found: dict[str, dict[str, list[str]]] = {}
    for file in sorted(_folder().iterdir(), key=lambda each: each.name):
        if file.name[0].isdigit():
            found |= yaml.safe_load(file.read_text(encoding="utf-8"))
    return found


@cache
def slots() -> dict[str, list[str]]:
    """The words that fill a slot, and the sentences that go with any category."""
    text = (_folder() / "slots.yaml").read_text(encoding="utf-8")
    return dict(yaml.safe_load(text))


@cache
def _letters() -> dict[str, str]:
    text = (_folder() / "letters.yaml").read_text(encoding="utf-8")
    return dict(yaml.safe_load(text))


def in_letter(key: str) -> str:
    """What a letter says that comes by mail."""
    return _letters()[key]


def said(rng: Random, text: str, known: Mapping[str, Any], *, is_woman: bool = False) -> str:
    """A sentence with its slots filled, in the gender of whoever writes it."""
    text = GENDER.sub(lambda found: found[2 if is_woman else 1], text)
    for _turn in range(3):
        text = SLOT.sub(lambda found: _filled(rng, found[1], known), text)
    return text[:1].upper() + text[1:]


def one(rng: Random, key: str, known: Mapping[str, Any], *, is_woman: bool = False) -> str:
    """A sentence of one of the general kinds."""
    return said(rng, rng.choice(slots()[key]), known, is_woman=is_woman)


def written(rng: Random, text: str, style: str) -> str:
    """The same as this person types it."""
    if style == "bare":
        return bare(text).lower() if rng.random() < 0.5 else bare(text)
    if style == "capitals":
        return bare(text).upper()
    if style == "greeklish":
        return PAIR.sub(lambda found: GREEKLISH[found[0]], bare(text).lower())
    if style == "typos":
        return _mistyped(rng, text)
    return text


def _mistyped(rng: Random, text: str) -> str:
    """Letters that changed places, were left out or came twice, in a few long words."""
    words = text.split(" ")
    long_ones = [n for n, word in enumerate(words) if len(word) > 5 and word.isalpha()]
    for n in rng.sample(long_ones, min(len(long_ones), rng.randint(1, 1 + len(words) // 12))):
        word, at = words[n], rng.randrange(1, len(words[n]) - 2)
        changed = (
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
            word[:at] + word[at + 1 :],
            word[:at] + word[at] + word[at:],
        )
        words[n] = rng.choice(changed)
    return " ".join(words)


def _filled(rng: Random, name: str, known: Mapping[str, Any]) -> str:
    if name in known:
        return str(known[name])
    return rng.choice(slots()[name])


def _folder() -> Any:
    return resources.files("pindos.demo") / "texts"
