"""Who is addressed in a text: ``@login``, or ``@Όνομα Επώνυμο``."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from pindos.kernel.text import fold

# An at sign with a letter or a digit before it stands in an address of mail and names nobody.
_AT = re.compile(r"(?<![\w.@+-])@(\w[\w.+-]*)((?:[ \u00a0]\w[\w-]*){0,3})")


class Mention(NamedTuple):
    """What stands after an at sign: the login it may be, and the names, all folded."""

    written: str
    login: str
    names: tuple[str, ...]


def mentions_in(text: str) -> list[Mention]:
    """All that are addressed, in the order of the text, each once."""
    return list(dict.fromkeys(_found(text)))


def _found(text: str) -> Iterator[Mention]:
    for match in _AT.finditer(text):
        first = match.group(1).rstrip(".-+")
        words = [first, *match.group(2).split()]
        names = [" ".join(words[:many]) for many in range(2, len(words) + 1)]
        yield Mention(first, fold(first), tuple(fold(name) for name in names))
