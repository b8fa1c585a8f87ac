"""What a channel is: one file in ``channels/`` that knows one way to reach a person."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from pindos.notices.terms import Enclosure, Question


class Letter(NamedTuple):
    """One notice, ready to go: to which address, in which language, in which words."""

    sending_id: int
    address: str
    name: str
    language: str
    title: str
    text: str
    url: str
    about: str = ""  # the one thing it is about; an answer to the letter goes there
    question: Question | None = None
    answers: str = ""  # the Message-ID of what it answers, when that is about nothing yet
    reply_to: str = ""  # where an answer goes; empty: by what it is about
    enclosures: tuple[Enclosure, ...] = ()


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of a letter: gone, to be tried again, or refused for good.

    ``words`` is what the other side answered.
    """

    sending_id: int
    is_gone: bool
    words: str
    is_final: bool = False


class Channel(Protocol):
    """A way to reach people. ``name`` stands in the delivery log and never changes."""

    name: str

    def is_on(self) -> bool:
        """Whether anything should be sent this way at present."""

    def carry(self, letters: Iterable[Letter]) -> Iterator[Fate]:
        """Send each letter and say at once what became of it; one bad letter stops no other."""
