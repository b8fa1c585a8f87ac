"""A draft of an instruction from a ticket that was solved: without whoever was in it."""

import re
from collections.abc import Iterable

from pindos.kernel.text import fold

SHORTEST = 4  # letters of a name; shorter ones are words as often
ENDING = 2  # letters in which the cases of a name differ
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
ADDRESS = re.compile(r"\S+@\S+")
PHONE = re.compile(r"(?<!\w)(?:\+30[\s.-]?)?(?:2\d|69)(?:[\s.-]?\d){8}(?!\w)")


def without_people(text: str, names: Iterable[str], name: str, address: str, phone: str) -> str:
    """The text with a mark where a name, an address or a telephone stood.

    A name is known in every case: by its beginning, accents aside.
    """
    stems = {
        fold(part)[: max(SHORTEST - 1, len(part) - ENDING)]
        for each in names
        for part in WORD.findall(each)
        if len(part) >= SHORTEST
    }

    def marked(found: re.Match[str]) -> str:
        word = found[0]
        is_name = word[:1].isupper() and any(
            fold(word).startswith(stem) and len(word) <= len(stem) + 2 * ENDING for stem in stems
        )
        return name if is_name else word

    text = PHONE.sub(phone, ADDRESS.sub(address, text))
    said = WORD.sub(marked, text) if stems else text
    twice = re.compile(rf"{re.escape(name)}(?:\s+{re.escape(name)})+")
    return twice.sub(name, said)


def as_steps(text: str) -> str:
    """Each line with something in it as a step with its number."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    bare = [re.sub(r"^(?:\d+[.)]|[-*•])\s+", "", line) for line in lines]
    return "\n".join(f"{n}. {line}" for n, line in enumerate(bare, 1))
