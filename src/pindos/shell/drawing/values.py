"""What an expression is worth, and how a value is written."""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple, cast

from django.template import Context
from django.template.base import (
    FilterExpression,
    Parser,
    Variable,
    VariableDoesNotExist,
    render_value_in_context,
)
from django.utils.safestring import SafeData, SafeString, mark_safe
from django.utils.timezone import template_localtime  # type: ignore[attr-defined]

from pindos.shell.markup import escaped

NOT_THERE = object()  # what a name stands for that is nowhere in the context
LOOKUP = (TypeError, AttributeError, KeyError, ValueError, IndexError)
PLAIN = frozenset({SafeString, str, int})


class Filter(NamedTuple):
    """A filter of an expression, with all that Django asks about it on each use."""

    of: Callable[..., Any]
    arguments: list[tuple[bool, Any]]
    is_local: bool
    wants_autoescape: bool
    is_safe: bool


class Expression(FilterExpression):
    """A variable or a constant with its filters, worth the same as Django's own."""

    __slots__ = ("read", "steps")

    def __init__(self, token: str, parser: Parser) -> None:
        super().__init__(token, parser)
        self.steps = [_step(*each) for each in self.filters]
        self.read = reading(self.var) if self.is_var else None

    def resolve(self, context: Context, ignore_failures: bool = False) -> Any:
        """The value; of a name that is not there nothing, or an empty text."""
        if self.read is None:
            if self.is_var:  # a translation has made its text a variable
                return super().resolve(context, ignore_failures)
            value: Any = self.var
        else:
            value = self.read(context)
            if value is NOT_THERE:
                value = None if ignore_failures else ""
        for step in self.steps:
            value = _filtered(step, value, context)
        return value


def _step(of: Callable[..., Any], arguments: list[tuple[bool, Any]]) -> Filter:
    asked = ("expects_localtime", "needs_autoescape", "is_safe")
    flags = [bool(getattr(of, name, False)) for name in asked]
    return Filter(of, [(is_var, _constant(is_var, arg)) for is_var, arg in arguments], *flags)


def _constant(is_var: bool, argument: Any) -> Any:
    return argument if is_var else mark_safe(argument)


def _filtered(step: Filter, value: Any, context: Context) -> Any:
    given = [each.resolve(context) if is_var else each for is_var, each in step.arguments]
    if step.is_local:
        value = template_localtime(value, context.use_tz)
    if step.wants_autoescape:
        new = step.of(value, *given, autoescape=context.autoescape)
    else:
        new = step.of(value, *given)
    return mark_safe(new) if step.is_safe and isinstance(value, SafeData) else new


def worth(expression: Any) -> Callable[[Context], Any]:
    """The shortest function that gives what the ``resolve`` of an expression gives."""
    read = getattr(expression, "read", None)
    if read is None or expression.steps:
        return cast(Callable[[Context], Any], expression.resolve)

    def value(context: Context) -> Any:
        found = read(context)
        return "" if found is NOT_THERE else found

    return value


def reading(variable: Variable) -> Callable[[Context], Any]:
    """A function that looks a variable up; ``NOT_THERE`` when Django would not find it."""
    if variable.lookups is None or variable.translate:
        return variable.resolve
    name, *bits = variable.lookups
    ways = list(_ways(bits))

    def read(context: Context) -> Any:
        for held in reversed(context.dicts):
            if name in held:
                break
        else:
            return _by_django(variable, context) if hasattr(context, name) else NOT_THERE
        try:
            return _followed(held[name], ways)
        except Exception:  # noqa: BLE001  Django knows which mistakes are silent; it raises the rest
            return _by_django(variable, context)

    return read


def _followed(value: Any, ways: list[tuple[str, int | None]]) -> Any:
    if callable(value):
        value = _called(value)
    for bit, number in ways:
        value = _one_further(value, bit, number)
        if callable(value):
            value = _called(value)
    return value


def _ways(bits: list[str]) -> Iterator[tuple[str, int | None]]:
    for bit in bits:
        yield bit, int(bit) if bit.isdecimal() else None


def _one_further(value: Any, bit: str, number: int | None) -> Any:
    """What stands behind the point: a key before an attribute, and that before a place."""
    kind = type(value)
    if not hasattr(kind, "__getitem__"):
        return getattr(value, bit)
    if issubclass(kind, tuple | list):
        return getattr(value, bit) if number is None else value[number]
    try:
        return value[bit]
    except LOOKUP:
        return getattr(value, bit)


def _called(value: Any) -> Any:
    if getattr(value, "do_not_call_in_templates", False):
        return value
    return "" if getattr(value, "alters_data", False) else value()


def _by_django(variable: Variable, context: Context) -> Any:
    try:
        return variable.resolve(context)
    except VariableDoesNotExist:
        return NOT_THERE


def written(value: Any, context: Context) -> str:
    """A value as it stands in a page, escaped unless it is safe."""
    if type(value) in PLAIN and context.autoescape:
        return escaped(value)  # a number as number_format gives it without THOUSAND_SEPARATOR
    return render_value_in_context(value, context)
