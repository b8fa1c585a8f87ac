"""A filter as the rows of a form, one level of groups deep: for those who would rather choose.

A field's name ends with the number of its row: ``c1`` the column, ``o1`` the operator, ``v1`` its
values, ``w1`` the second of two, ``g1`` the group it stands in; ``m0`` is how the rows hold
together, ``m1`` the same for the first group.
"""

from collections.abc import Iterable
from typing import NamedTuple

from django.http import QueryDict

from pindos.kernel.filtering.terms import (
    EVERYTHING,
    MOST_CONDITIONS,
    MOST_VALUES,
    Condition,
    Group,
    Mode,
    Node,
    Op,
    joined,
)

MOST_GROUPS = 5
Multi = dict[str, list[str]]


class Row(NamedTuple):
    """One condition as it stands in the form; group 0 is the whole."""

    column: str
    op: Op
    values: tuple[str, ...] = ()
    group: int = 0


class Rows(NamedTuple):
    """The form: its rows, and how each group (the whole first) holds together."""

    rows: list[Row]
    modes: list[Mode]


def rows_of(node: Node) -> Rows | None:
    """The rows that say the same, or None when the filter is too deep for them."""
    if (one := _row(node, 0)) is not None:
        return Rows([one], [Mode.ALL])
    if not isinstance(node, Group):
        return None
    rows, modes = [], [node.mode]
    for item in node.items:
        if (one := _row(item, 0)) is not None:
            rows.append(one)
            continue
        within = [_row(each, len(modes)) for each in item.items] if isinstance(item, Group) else []
        if not within or None in within or len(modes) > MOST_GROUPS:
            return None
        rows += [each for each in within if each is not None]
        modes.append(item.mode if isinstance(item, Group) else Mode.ALL)
    return Rows(rows, modes)


def _row(node: Node, group: int) -> Row | None:
    """A condition; «none of these values» is one too."""
    if isinstance(node, Condition):
        is_listed = node.op is Op.IN and any("," in value for value in node.values)
        return None if is_listed else Row(node.column, node.op, node.values, group)
    if node.mode is Mode.NONE and len(node.items) == 1:
        [only] = node.items
        is_list = isinstance(only, Condition) and only.op is Op.IN
        if isinstance(only, Condition) and is_list and len(only.values) > 1:
            row = _row(only, group)
            return row._replace(op=Op.NE) if row else None
    return None


def tree_of(form: Rows) -> Node:
    """The filter that the rows say; a row without a value is not finished and asks for nothing."""
    whole: list[Node] = []
    groups: dict[int, list[Node]] = {}
    for row in form.rows:
        node = _node(row)
        if node == EVERYTHING:
            continue
        if row.group and row.group not in groups:
            groups[row.group] = []
            whole.append(Group(Mode.ALL, (Condition("", Op.EQ, (str(row.group),)),)))
        (groups[row.group] if row.group else whole).append(node)
    items = [_filled(item, groups, form.modes) for item in whole]
    return joined(form.modes[0], items)


def _filled(item: Node, groups: dict[int, list[Node]], modes: list[Mode]) -> Node:
    """The place of a group, and what stands in it."""
    first = item.items[0] if isinstance(item, Group) and item.items else None
    if isinstance(first, Condition) and not first.column:
        number = int(first.values[0])
        return joined(modes[number], groups[number])
    return item


def _node(row: Row) -> Node:
    values = tuple(value for value in row.values if value)
    if row.op in (Op.EMPTY, Op.FILLED):
        return Condition(row.column, row.op)
    if row.op is Op.BETWEEN:
        return Condition(row.column, row.op, values) if len(values) == 2 else EVERYTHING
    if not values:
        return EVERYTHING
    if row.op is Op.IN or (row.op is Op.EQ and len(values) > 1):
        return Condition(row.column, Op.IN, values)
    if row.op is Op.NE and len(values) > 1:
        return joined(Mode.NONE, [Condition(row.column, Op.IN, values)])
    return Condition(row.column, row.op, values[:1])


def read_rows(parameters: QueryDict, columns: Iterable[str]) -> Rows:
    """The form as it was sent; what no form of ours sends is left out."""
    known, rows = set(columns), []
    for number in range(MOST_CONDITIONS + 1):
        column, op = parameters.get(f"c{number}", ""), parameters.get(f"o{number}", "")
        if column not in known or op not in list(Op):
            continue
        group = parameters.get(f"g{number}", "0")
        is_group = group in map(str, range(MOST_GROUPS + 1))
        values = _values(parameters, number, Op(op))
        rows.append(Row(column, Op(op), values, int(group) if is_group else 0))
    modes = [parameters.get(f"m{number}", "") for number in range(MOST_GROUPS + 1)]
    used = max([number for number, mode in enumerate(modes) if mode] or [0])
    used = max([used, *(row.group for row in rows)])
    known_modes = [Mode(mode) if mode in list(Mode) else Mode.ALL for mode in modes]
    return Rows(rows, known_modes[: used + 1])


def _values(parameters: QueryDict, number: int, op: Op) -> tuple[str, ...]:
    values = [value.strip() for value in parameters.getlist(f"v{number}") if value.strip()]
    if op is Op.IN and len(values) == 1:
        values = [part.strip() for part in values[0].split(",") if part.strip()]
    if op is Op.BETWEEN:
        values = [*values[:1], parameters.get(f"w{number}", "").strip()]
    return tuple(values[:MOST_VALUES])
