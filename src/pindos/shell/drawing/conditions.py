"""What an ``{% if %}`` asks: conditions as functions, with the answers that Django gives."""

import operator
from collections.abc import Callable
from typing import Any

from django.template import Context
from django.template.base import VariableDoesNotExist

from pindos.shell.drawing.values import worth

Holds = Callable[[Context], Any]
COMPARED: dict[str, Callable[[Any, Any], Any]] = {
    "in": lambda one, many: one in many,
    "not in": lambda one, many: one not in many,
    "is": operator.is_,
    "is not": operator.is_not,
    "==": operator.eq,
    "!=": operator.ne,
    ">": operator.gt,
    ">=": operator.ge,
    "<": operator.lt,
    "<=": operator.le,
}


def condition(asked: Any) -> Holds:
    """``{% if ticket and not is_own %}``; of one name alone, nothing where a filter wants more."""
    if asked.id != "literal":
        return _operation(asked)
    value_of = worth(asked.value, None)

    def holds(context: Context) -> Any:
        try:
            return value_of(context)
        except VariableDoesNotExist:
            return None

    return holds


def _operand(asked: Any) -> Holds:
    return worth(asked.value, None) if asked.id == "literal" else _operation(asked)


def _operation(asked: Any) -> Holds:
    """What joins or compares; as in Django, an operation that fails does not hold."""
    make = JOINED.get(asked.id)
    if make is not None:
        return make(*[_operand(each) for each in (asked.first, asked.second) if each is not None])
    compare = COMPARED.get(asked.id)
    if compare is None:
        return asked.eval  # type: ignore[no-any-return]
    first, second = _operand(asked.first), _operand(asked.second)

    def holds(context: Context) -> Any:
        try:
            return compare(first(context), second(context))
        except Exception:  # noqa: BLE001  a comparison of what cannot be compared
            return False

    return holds


def _both(first: Holds, second: Holds) -> Holds:
    def holds(context: Context) -> Any:
        try:
            return first(context) and second(context)
        except Exception:  # noqa: BLE001  as above
            return False

    return holds


def _either(first: Holds, second: Holds) -> Holds:
    def holds(context: Context) -> Any:
        try:
            return first(context) or second(context)
        except Exception:  # noqa: BLE001  as above
            return False

    return holds


def _contrary(first: Holds) -> Holds:
    def holds(context: Context) -> Any:
        try:
            return not first(context)
        except Exception:  # noqa: BLE001  as above
            return False

    return holds


JOINED: dict[str, Callable[..., Holds]] = {"and": _both, "or": _either, "not": _contrary}
