"""What an ``{% if %}`` asks, with the answers that Django gives."""

from collections.abc import Iterator
from typing import Any

from django.template.base import Variable, VariableDoesNotExist

from pindos.shell.drawing.script import Script
from pindos.shell.drawing.values import Expression, named, worth

COMPARED = frozenset({"in", "not in", "is", "is not", "==", "!=", ">", ">=", "<", "<="})
FAILED = object()  # neither no nor nothing: what follows an ``or`` is not asked


def condition(script: Script, asked: Any) -> str:
    """``{% if ticket and not is_own %}``: write it; the variable that says whether it holds.

    Of one name alone there is nothing where a filter wants more.
    """
    for name in sorted(_names(asked)):  # looked up here, each is known for all that follows
        named(script, name)
    if asked.id != "literal":
        return _operation(script, asked)
    if isinstance(asked.value, Expression) and not asked.value.steps:
        return worth(script, asked.value, None)
    holds = script.local()
    script.called("VariableDoesNotExist", VariableDoesNotExist)
    with script.block("try:"):
        script.line(f"{holds} = {worth(script, asked.value, None)}")
    script.line(f"except VariableDoesNotExist: {holds} = None")
    return holds


def _operation(script: Script, asked: Any) -> str:
    """What joins or compares; as in Django, an operation that fails does not hold."""
    if asked.id in ("and", "or"):
        return _joined(script, asked)
    holds = script.local()
    if asked.id != "not" and asked.id not in COMPARED:
        script.hand_over()
        script.line(f"{holds} = {script.hold(asked.eval)}(context)")
        return holds
    given = [each for each in (asked.first, asked.second) if each is not None]
    made = {id(each): _operation(script, each) for each in given if each.id != "literal"}
    with script.block("try:"):
        ready = [made.get(id(each)) or worth(script, each.value, None) for each in given]
        how = f"not {ready[0]}" if len(ready) == 1 else f" {asked.id} ".join(ready)
        script.line(f"{holds} = {how}")
    script.line(f"except Exception: {holds} = False")
    return holds


def _joined(script: Script, asked: Any) -> str:
    """``and`` and ``or``: the second is not asked where the first has decided, or has failed."""
    is_or = asked.id == "or"
    holds = _operand(script, asked.first, script.called("FAILED", FAILED) if is_or else "False")
    with script.block(f"if {'not ' if is_or else ''}{holds}:"):
        script.line(f"{holds} = {_operand(script, asked.second, 'False')}")
    if is_or:
        script.line(f"if {holds} is FAILED: {holds} = False")
    return holds


def _operand(script: Script, asked: Any, failed: str) -> str:
    """A variable of its own; it is ``failed`` where the value cannot be had."""
    if asked.id != "literal":
        return _operation(script, asked)
    holds = script.local()
    with script.block("try:"):
        script.line(f"{holds} = {worth(script, asked.value, None)}")
    script.line(f"except Exception: {holds} = {failed}")
    return holds


def _names(asked: Any) -> Iterator[str]:
    """The names that it begins from."""
    if asked.id == "literal":
        variable = getattr(asked.value, "var", None)
        if isinstance(variable, Variable) and variable.lookups:
            yield variable.lookups[0]
        return
    for each in (asked.first, asked.second):
        if each is not None:
            yield from _names(each)
