"""What an expression is worth, and how a value is written."""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.template import Context
from django.template.base import (
    FilterExpression,
    Parser,
    Variable,
    VariableDoesNotExist,
    render_value_in_context,
)
from django.utils.functional import Promise
from django.utils.safestring import SafeData, SafeString, mark_safe
from django.utils.timezone import template_localtime  # type: ignore[attr-defined]

from pindos.shell.markup import escaped

NOT_THERE = object()  # what a name stands for that is nowhere in the context
LOOKUP = (TypeError, AttributeError, KeyError, ValueError, IndexError)
ROWS = (tuple, list)
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


def worth(expression: Any, missing: Any = "") -> Callable[[Context], Any]:
    """The shortest function that gives what the ``resolve`` of an expression gives.

    ``missing`` is what a name is worth that is not there: an empty text, or nothing.
    """
    resolve: Callable[..., Any] = expression.resolve
    if not isinstance(expression, Expression) or expression.steps:
        return resolve if missing == "" else lambda context: resolve(context, True)
    if expression.is_var:
        return reading(expression.var, missing)
    constant = expression.var
    return lambda context: constant


def always(expression: Any) -> bool:
    """Whether it is written in the template what this is worth."""
    return isinstance(expression, Expression) and not (expression.is_var or expression.steps)


def reading(variable: Variable, missing: Any = NOT_THERE) -> Callable[[Context], Any]:
    """A function that looks a variable up; ``missing`` when Django would not find it."""
    is_fixed = variable.lookups is None or variable.translate
    return variable.resolve if is_fixed else _looking_up(variable, missing)


def _looking_up(variable: Variable, missing: Any) -> Callable[[Context], Any]:
    name, *bits = variable.lookups or ()
    ways = [_further(bit) for bit in bits]

    def read(context: Context) -> Any:
        for held in reversed(context.dicts):
            if name in held:
                break
        else:
            return _by_django(variable, context, missing) if hasattr(context, name) else missing
        try:
            value = held[name]
            if callable(value):
                value = _called(value)
            for go in ways:
                value = go(value)
                if callable(value):
                    value = _called(value)
            return value
        except Exception:  # noqa: BLE001  Django knows which mistakes are silent; it raises the rest
            return _by_django(variable, context, missing)

    return read


def _further(bit: str) -> Callable[[Any], Any]:
    """What stands behind the point: a key before an attribute, and that before a place.

    Things of one kind come one after another here; what was found of the last is not asked again.
    """
    number = int(bit) if bit.isdecimal() else None
    known: type | None = None  # the last kind that has nothing but attributes behind this point

    def go(value: Any) -> Any:
        nonlocal known
        kind = type(value)
        if kind is known:
            return getattr(value, bit)
        if not hasattr(kind, "__getitem__") or (number is None and issubclass(kind, ROWS)):
            known = kind
            return getattr(value, bit)
        if number is not None and issubclass(kind, ROWS):
            return value[number]
        try:
            return value[bit]
        except LOOKUP:
            return getattr(value, bit)

    return go


def _called(value: Any) -> Any:
    if getattr(value, "do_not_call_in_templates", False):
        return value
    return "" if getattr(value, "alters_data", False) else value()


def _by_django(variable: Variable, context: Context, missing: Any) -> Any:
    try:
        return variable.resolve(context)
    except VariableDoesNotExist:
        return missing


def written(value: Any, context: Context) -> str:
    """A value as it stands in a page, escaped unless it is safe."""
    if type(value) in PLAIN and context.autoescape:
        return escaped(value)  # a number as number_format gives it without THOUSAND_SEPARATOR
    if isinstance(value, Promise):
        words = str(value)
        return escaped(words) if context.autoescape else words
    return render_value_in_context(value, context)
