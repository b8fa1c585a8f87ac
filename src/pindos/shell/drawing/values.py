"""What an expression is worth, and how a value is written."""

from collections.abc import Callable
from functools import partial
from keyword import iskeyword
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

from pindos.shell.drawing.script import Script
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
    """A variable or a constant of Django's that remembers its filters with all about them."""

    __slots__ = ("steps",)

    def __init__(self, token: str, parser: Parser) -> None:
        super().__init__(token, parser)
        self.steps = [_step(*each) for each in self.filters]


def _step(of: Callable[..., Any], arguments: list[tuple[bool, Any]]) -> Filter:
    asked = ("expects_localtime", "needs_autoescape", "is_safe")
    flags = [bool(getattr(of, name, False)) for name in asked]
    return Filter(of, [(is_var, _constant(is_var, arg)) for is_var, arg in arguments], *flags)


def _constant(is_var: bool, argument: Any) -> Any:
    return argument if is_var else mark_safe(argument)


def filtered(step: Filter, value: Any, context: Context) -> Any:
    """A value after a filter."""
    given = [each.resolve(context) if is_var else each for is_var, each in step.arguments]
    if step.is_local:
        value = template_localtime(value, context.use_tz)
    if step.wants_autoescape:
        new = step.of(value, *given, autoescape=context.autoescape)
    else:
        new = step.of(value, *given)
    return mark_safe(new) if step.is_safe and isinstance(value, SafeData) else new


def worth(script: Script, expression: Any, missing: Any = "") -> str:
    """Write how an expression is worked out; the variable in which it is then.

    ``missing`` is what a name is worth that is not there: an empty text, or nothing.
    """
    if not isinstance(expression, Expression):
        value = script.local()
        script.hand_over()
        asked = "" if missing == "" else ", True"
        script.line(f"{value} = {script.hold(expression.resolve)}(context{asked})")
        return value
    if expression.is_var:
        value = _read(script, expression.var, missing)
    else:
        value = script.hold(expression.var)
    for step in expression.steps:
        if any(is_var for is_var, _each in step.arguments):
            script.hand_over()
        new = script.local()
        of = script.called("filtered", filtered)
        script.line(f"{new} = {of}({script.hold(step)}, {value}, context)")
        value = new
    return value


def always(expression: Any) -> bool:
    """Whether it is written in the template what this is worth."""
    return isinstance(expression, Expression) and not (expression.is_var or expression.steps)


def named(script: Script, name: str) -> str:
    """Write how a name is looked up, unless that is known here; ``NOT_THERE`` if it is not."""
    if name == "forloop":
        script.hand_over()
    if name not in script.known:
        variable = script.local()
        script.line(f"{variable} = {script.called('find', find)}(dicts, {name!r})")
        script.known[name] = variable
    return script.known[name]


def _read(script: Script, variable: Variable, missing: Any) -> str:
    if variable.lookups is None and not variable.translate:
        return script.hold(variable.literal)
    value = script.local()
    if variable.lookups is None:
        script.line(f"{value} = {script.hold(variable.resolve)}(context)")
        return value
    name, *bits = variable.lookups
    found = named(script, name)
    way = partial(_by_django, variable, missing)
    if bits:
        _walk(script, value, found, bits)
    else:
        script.called("NOT_THERE", NOT_THERE)
        absent = script.hold(partial(_absent, name, way))
        script.line(f"{value} = {found}")
        script.line(f"if {value} is NOT_THERE: {value} = {absent}(context)")
        script.line("try:")
        script.line(f" if callable({value}): {value} = {script.called('called', called)}({value})")
    script.line(f"except Exception: {value} = {script.hold(way)}(context)")
    return value


def _walk(script: Script, value: str, found: str, bits: list[str]) -> None:
    """The lines that go from a name to what is meant, all of them within one ``try``."""
    script.line("try:")
    call = f" if callable({value}): {value} = {script.called('called', called)}({value})"
    script.line(f" {value} = {found}")
    script.line(call)
    for bit in bits:
        step = script.hold(Step(bit))
        go = f"{step}({value})"
        if bit.isidentifier() and not iskeyword(bit):
            go = f"{value}.{bit} if type({value}) is {step}.kind else {go}"
        script.line(f" {value} = {go}")
        script.line(call)


def find(dicts: list[dict[str, Any]], name: str) -> Any:
    """What a name stands for."""
    for held in reversed(dicts):
        if name in held:
            return held[name]
    return NOT_THERE


class Step:
    """What stands behind the point: a key before an attribute, and that before a place.

    Things of one kind come one after another here; what was found of the last is not asked again.
    """

    __slots__ = ("bit", "kind", "number")

    def __init__(self, bit: str) -> None:
        self.bit = bit
        self.number = int(bit) if bit.isdecimal() else None
        self.kind: type | None = None  # the last that has nothing but attributes behind this point

    def __call__(self, value: Any) -> Any:
        """One step further."""
        kind, number = type(value), self.number
        if not hasattr(kind, "__getitem__") or (number is None and issubclass(kind, ROWS)):
            self.kind = kind
            return getattr(value, self.bit)
        if number is not None and issubclass(kind, ROWS):
            return value[number]
        try:
            return value[self.bit]
        except LOOKUP:
            return getattr(value, self.bit)


def called(value: Any) -> Any:
    """What a function of the context gives, where a page may call it."""
    if getattr(value, "do_not_call_in_templates", False):
        return value
    return "" if getattr(value, "alters_data", False) else value()


def _by_django(variable: Variable, missing: Any, context: Context) -> Any:
    """Django knows which mistakes are silent; it raises the rest."""
    try:
        return variable.resolve(context)
    except VariableDoesNotExist:
        return missing


def _absent(name: str, way: "partial[Any]", context: Context) -> Any:
    """A name that is in no part of the context may be something that the context itself has."""
    return way(context) if hasattr(context, name) else way.args[1]


def written(value: Any, context: Context) -> str:
    """A value as it stands in a page, escaped unless it is safe."""
    if type(value) in PLAIN and context.autoescape:
        return escaped(value)  # a number as number_format gives it without THOUSAND_SEPARATOR
    if isinstance(value, Promise):
        words = str(value)
        return escaped(words) if context.autoescape else words
    return render_value_in_context(value, context)
