"""A filter as a small tree: groups of conditions, each a column, an operator and values."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

LONGEST = 2_000  # characters of a whole filter
LONGEST_VALUE = 200  # characters
MOST_CONDITIONS = 30
MOST_VALUES = 50  # of one condition
DEEPEST = 5  # groups within groups


class Mode(StrEnum):
    """How the items of a group hold together."""

    ALL = "all"
    ANY = "any"
    NONE = "none"


class Op(StrEnum):
    """What a condition asks of its column; the value is how it is written."""

    EQ = "="
    NE = "!="
    IN = "in"
    CONTAINS = "contains"
    STARTS = "starts"
    LT = "<"
    LE = "<="
    GT = ">"
    GE = ">="
    BETWEEN = "between"
    EMPTY = "is empty"
    FILLED = "is not empty"


OP_LABELS: dict[Op, Promise] = {
    Op.EQ: pgettext_lazy("filter", "is"),
    Op.NE: pgettext_lazy("filter", "is not"),
    Op.IN: pgettext_lazy("filter", "is one of"),
    Op.CONTAINS: pgettext_lazy("filter", "contains"),
    Op.STARTS: pgettext_lazy("filter", "starts with"),
    Op.LT: pgettext_lazy("filter", "less than"),
    Op.LE: pgettext_lazy("filter", "at most"),
    Op.GT: pgettext_lazy("filter", "more than"),
    Op.GE: pgettext_lazy("filter", "at least"),
    Op.BETWEEN: pgettext_lazy("filter", "between"),
    Op.EMPTY: pgettext_lazy("filter", "is empty"),
    Op.FILLED: pgettext_lazy("filter", "is not empty"),
}


@dataclass(frozen=True, slots=True)
class Condition:
    """One column asked for one thing; ``at`` is its place in the text it came from."""

    column: str
    op: Op
    values: tuple[str, ...] = ()
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Group:
    """Items of which all, any or none must hold."""

    mode: Mode
    items: tuple["Node", ...] = ()


Node = Condition | Group
EVERYTHING = Group(Mode.ALL)


class Size(NamedTuple):
    """How large a tree is."""

    conditions: int
    depth: int


def joined(mode: Mode, items: list[Node]) -> Node:
    """A group in its one form: what asks for nothing is left out, a group of one is its item."""
    items = [item for item in items if item != EVERYTHING]
    if not items:
        return EVERYTHING
    if len(items) == 1:
        [only] = items
        if mode is not Mode.NONE:
            return only
        if isinstance(only, Group) and only.mode is Mode.ANY:
            return Group(Mode.NONE, only.items)
    return Group(mode, tuple(items))


def both(one: Node, other: Node) -> Node:
    """What holds when two filters hold; neither is taken apart, their conditions are listed."""
    items: list[Node] = []
    for node in (one, other):
        is_list = isinstance(node, Group) and node.mode is Mode.ALL
        items += node.items if is_list and isinstance(node, Group) else [node]
    return joined(Mode.ALL, items)


def size_of(node: Node) -> Size:
    """The number of conditions and of groups within groups."""
    if isinstance(node, Condition):
        return Size(1, 0)
    sizes = [size_of(item) for item in node.items]
    deepest = max((size.depth for size in sizes), default=0)
    return Size(sum(size.conditions for size in sizes), deepest + 1)


def conditions_in(node: Node) -> list[Condition]:
    """Every condition of a tree, in order."""
    if isinstance(node, Condition):
        return [node]
    return [condition for item in node.items for condition in conditions_in(item)]
