"""A filter as JSON: ``{"all": [{"column": "state", "op": "=", "values": ["open"]}, …]}``."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from pindos.kernel.filtering.errors import Unreadable, nearest
from pindos.kernel.filtering.language import hold_to_limits, name_of
from pindos.kernel.filtering.terms import (
    DEEPEST,
    LONGEST_VALUE,
    MOST_VALUES,
    Condition,
    Mode,
    Node,
    Op,
    joined,
)

COUNTS = {Op.IN: (1, MOST_VALUES), Op.BETWEEN: (2, 2), Op.EMPTY: (0, 0), Op.FILLED: (0, 0)}


def as_json(node: Node) -> dict[str, Any]:
    """The tree as plain values."""
    if isinstance(node, Condition):
        return {"column": node.column, "op": node.op.value, "values": list(node.values)}
    return {node.mode.value: [as_json(item) for item in node.items]}


def from_json(value: Any, names: Mapping[str, str]) -> Node:
    """The tree of plain values from outside; refuses what has another shape."""
    node = _node(value, names, 0)
    hold_to_limits(node)
    return node


def _node(value: Any, names: Mapping[str, str], depth: int) -> Node:
    if depth > 2 * DEEPEST or not isinstance(value, dict):
        raise _shapeless()
    if "column" in value:
        return _condition(value, names)
    modes = [mode for mode in Mode if mode.value in value]
    if len(value) != 1 or not modes or not isinstance(value[modes[0]], list):
        raise _shapeless()
    [mode] = modes
    return joined(mode, [_node(item, names, depth + 1) for item in value[mode.value]])


def _condition(value: dict[str, Any], names: Mapping[str, str]) -> Condition:
    column, op, values = value["column"], value.get("op"), value.get("values", [])
    if not isinstance(column, str) or op not in list(Op) or not isinstance(values, list):
        raise _shapeless()
    key = names.get(name_of(column))
    if key is None:
        unknown = _("There is no column «%(name)s».") % {"name": column[:60]}
        raise Unreadable(f"{unknown} {nearest(name_of(column), names)}")
    least, most = COUNTS.get(Op(op), (1, 1))
    is_text = all(isinstance(each, str) and len(each) <= LONGEST_VALUE for each in values)
    if not is_text or not least <= len(values) <= most:
        raise _shapeless()
    return Condition(key, Op(op), tuple(values))


def _shapeless() -> Unreadable:
    example = '{"all": [{"column": "state", "op": "=", "values": ["open"]}]}'
    return Unreadable(_("A filter as JSON looks so: %(example)s") % {"example": example})
