"""What a technician orders in the first lines of a message: «#λύθηκε», «#χρόνος 30λ». Pure."""

import re
from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from pindos.kernel.text import fold

LINE = re.compile(r"\s*#\s*([^\W\d_]+)[:\s]*(.*)")
MOST = 5  # orders of one message


class Order(StrEnum):
    """What can be ordered; the first three say as what the words are written."""

    SOLVE = "solve"
    ASK = "ask"
    NOTE = "note"
    TAKE = "take"
    TIME = "time"


AS_WHAT = (Order.SOLVE, Order.ASK, Order.NOTE)
WORDS: dict[str, Order] = {
    fold(word): order
    for order, words in {
        Order.SOLVE: "λύθηκε λύση επιλύθηκε solved",
        Order.ASK: "ερώτηση ρωτώ ask",
        Order.NOTE: "σημείωση εσωτερικό note",
        Order.TAKE: "ανάληψη αναλαμβάνω take",
        Order.TIME: "χρόνος time",
    }.items()
    for word in words.split()
}


class Ordered(NamedTuple):
    """The orders with what stood after them, the lines that are none, and the words below."""

    orders: tuple[tuple[Order, str], ...]
    unknown: tuple[str, ...]
    text: str

    @property
    def as_what(self) -> Order | None:
        """As what the words are written; None as a plain reply."""
        return next((order for order, _more in self.orders if order in AS_WHAT), None)


def ordered_in(text: str) -> Ordered:
    """The orders in the first lines of a text: each begins with ``#``.

    Two that say as what the words are written contradict each other: the second is not known.
    """
    orders: list[tuple[Order, str]] = []
    unknown: list[str] = []
    lines = text.lstrip().split("\n")
    while lines and (found := LINE.fullmatch(lines[0])):
        line = lines.pop(0).strip()
        order = WORDS.get(fold(found[1]))
        if order is None or len(orders) == MOST or _contradicts(order, orders):
            unknown.append(line)
        else:
            orders.append((order, found[2].strip()))
    return Ordered(tuple(orders), tuple(unknown), "\n".join(lines).strip())


def _contradicts(order: Order, orders: Sequence[tuple[Order, str]]) -> bool:
    return order in AS_WHAT and any(each in AS_WHAT for each, _more in orders)
