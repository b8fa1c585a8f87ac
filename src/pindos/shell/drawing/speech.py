"""What is said in the language of whoever reads, put together once for each language."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.template import Context
from django.utils import translation

SAME = "pindos_is_same_for_all"  # on the function of a tag
Made = TypeVar("Made", bound=Callable[..., str])


def same_for_all(make: Made) -> Made:
    """Say of a tag that it gives the same markup on every page, or the same in each language."""
    setattr(make, SAME, True)
    return make


class Phrase:
    """What differs between languages alone: put together for each when it is first drawn."""

    __slots__ = ("known", "pieces")

    def __init__(self, *pieces: "str | Phrase | Callable[[Context], str]") -> None:
        self.pieces: tuple[Any, ...] = tuple(
            part
            for each in pieces
            for part in (each.pieces if isinstance(each, Phrase) else (each,))
        )
        self.known: dict[str | None, str] = {}

    def __call__(self, context: Context) -> str:
        """The words in the language of whoever reads."""
        language = translation.get_language()
        if language not in self.known:
            said = [each if isinstance(each, str) else each(context) for each in self.pieces]
            self.known[language] = "".join(said)
        return self.known[language]
