"""Texts for the measurements of searching: the demonstration's, put together anew each time."""

import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent
TEXTS = HERE.parent / "src" / "pindos" / "demo" / "texts"
KINDS = {
    "forms": "other forms",
    "accents": "without accents, capitals",
    "latin": "Latin letters",
    "slip": "slips of the finger",
    "mixed": "mixed scripts",
}
FILLINGS = ("Γρεβενά", "το ισόγειο", "7", "τον Μάρτιο", "την ΙΡΙΔΑ", "ο Σωτήρης", "214", "χθες")
_PLACE = re.compile(r"\{[^}]*\}")
_EITHER = re.compile(r"<([^|>]*)\|[^>]*>")


def pairs() -> list[dict[str, str]]:
    """What people look for and ought to find."""
    found: list[dict[str, str]] = yaml.safe_load((HERE / "search_pairs.yaml").read_text())
    return found


def questions() -> Iterator[tuple[str, str, int]]:
    """Each question: its kind, what is typed, and the place of the text it ought to find."""
    for at, each in enumerate(pairs()):
        for kind in KINDS:
            yield kind, each[kind], at


def daily(many: int) -> list[str]:
    """Questions of every day, which many texts fit: one to three words of their titles."""
    dice = random.Random(3)
    found: list[str] = []
    for title, _text in stories(many * 3):
        words = [word for word in title.split() if len(word) > 3 and word.isalpha()]
        if words:
            start = dice.randrange(len(words))
            found.append(" ".join(words[start : start + dice.randint(1, 3)]))
    return found[:many]


def stories(many: int) -> Iterator[tuple[str, str]]:
    """So many titles and texts, the same each time."""
    dice = random.Random(20261127)
    kinds: list[dict[str, Any]] = [
        kind
        for path in sorted(TEXTS.glob("*.yaml"))
        for kind in yaml.safe_load(path.read_text()).values()
        if isinstance(kind, dict) and kind.get("titles") and kind.get("says")
    ]
    for _ in range(many):
        kind = dice.choice(kinds)
        says = dice.sample(kind["says"], min(3, len(kind["says"])))
        fixes = dice.choice(kind.get("fixes") or [""])
        words = " ".join([*says, fixes])
        yield _said(dice, dice.choice(kind["titles"]))[:200], _said(dice, words)


def _said(dice: random.Random, text: str) -> str:
    text = _EITHER.sub(r"\1", text)
    return _PLACE.sub(lambda _found: dice.choice(FILLINGS), text)
