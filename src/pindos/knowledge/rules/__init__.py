"""The rules of instructions. Pure: no clock, no database."""

from pindos.knowledge.rules.differing import Line, difference
from pindos.knowledge.rules.markup import beginning, html_of, names_in, pictures_in, words_of
from pindos.knowledge.rules.months import months_after
from pindos.knowledge.rules.states import INSTEAD, acts_in, next_state
from pindos.knowledge.rules.topics import topics_in, topics_of

__all__ = [
    "INSTEAD",
    "Line",
    "acts_in",
    "beginning",
    "difference",
    "html_of",
    "months_after",
    "names_in",
    "next_state",
    "pictures_in",
    "topics_in",
    "topics_of",
    "words_of",
]
