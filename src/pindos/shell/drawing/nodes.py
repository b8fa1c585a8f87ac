"""The nodes that pages are made of, each with a function that draws it."""

from collections.abc import Callable, Iterable
from typing import Any, cast

from django.template import Context
from django.template.base import Node, TextNode, VariableDoesNotExist, VariableNode
from django.template.defaulttags import ForNode, IfNode, URLNode, WithNode
from django.template.library import SimpleNode
from django.template.loader_tags import ExtendsNode, IncludeNode
from django.templatetags.i18n import BlockTranslateNode, TranslateNode

from pindos.shell.drawing.addresses import address
from pindos.shell.drawing.parts import extending, including
from pindos.shell.drawing.speech import saying, saying_with
from pindos.shell.drawing.values import worth, written
from pindos.shell.markup import escaped

Draw = Callable[[Context], str]
Part = str | Draw  # what is written as it stands, or what draws itself


def make_ready(nodes: Iterable[Node]) -> list[Part]:
    """Give each of these nodes, and all beneath them, its quick way; the ways in their order."""
    return [_ready(node) for node in nodes]


def drawn(parts: Iterable[Part], context: Context) -> list[str]:
    """What these parts say, each for itself."""
    return [part if isinstance(part, str) else part(context) for part in parts]


def _ready(node: Node) -> Part:
    node.token = None  # what it was read from: only a page that shows its mistakes asks for it
    if isinstance(node, TextNode):
        return node.s
    make = WAYS.get(type(node))
    way = make(node) if make is not None else None
    if way is None or type(node) is ExtendsNode:
        for name in node.child_nodelists:
            make_ready(getattr(node, name, None) or ())
    if way is None:
        return cast(Draw, node.render_annotated)
    node.render_annotated = way  # type: ignore[method-assign,assignment]
    return way


def _value(node: Any) -> Draw:
    value_of = worth(node.filter_expression)
    return lambda context: written(value_of(context), context)


def _choice(node: Any) -> Draw:
    """``{% if %}``: a condition of one name is asked at once, the others as Django puts them."""
    ways = [(_condition(asked), make_ready(nodes)) for asked, nodes in node.conditions_nodelists]

    def draw(context: Context) -> str:
        for holds, parts in ways:
            if holds is None or holds(context):
                return "".join(drawn(parts, context))
        return ""

    return draw


def _condition(asked: Any) -> Callable[[Context], Any] | None:
    if asked is None:
        return None
    if asked.id != "literal":
        return asked.eval  # type: ignore[no-any-return]
    resolve = asked.value.resolve

    def holds(context: Context) -> Any:
        try:
            return resolve(context, True)
        except VariableDoesNotExist:  # what a filter wants
            return None

    return holds


def _loop(node: Any) -> Draw:
    values_of = node.sequence.resolve
    parts, otherwise = make_ready(node.nodelist_loop), make_ready(node.nodelist_empty)
    names, is_reversed = node.loopvars, node.is_reversed

    def draw(context: Context) -> str:
        outer = context.get("forloop", {})
        held: dict[str, Any] = {}
        context.dicts.append(held)
        try:
            values = values_of(context, True)
            values = [] if values is None else list(values)
            if not values:
                return "".join(drawn(otherwise, context))
            said: list[str] = []
            turn = held["forloop"] = {"parentloop": outer}
            for at, value in enumerate(reversed(values) if is_reversed else values):
                _count(turn, at, len(values))
                if len(names) == 1:
                    held[names[0]] = value
                    said += drawn(parts, context)
                else:
                    with context.push(**dict(zip(names, value, strict=True))):
                        said += drawn(parts, context)
            return "".join(said)
        finally:
            context.dicts.pop()

    return draw


def _count(turn: dict[str, Any], at: int, many: int) -> None:
    turn["counter0"], turn["counter"] = at, at + 1
    turn["revcounter0"], turn["revcounter"] = many - at - 1, many - at
    turn["first"], turn["last"] = at == 0, at == many - 1


def _with(node: Any) -> Draw:
    values = {name: worth(value) for name, value in node.extra_context.items()}
    parts = make_ready(node.nodelist)

    def draw(context: Context) -> str:
        context.dicts.append({name: resolve(context) for name, resolve in values.items()})
        try:
            return "".join(drawn(parts, context))
        finally:
            context.dicts.pop()

    return draw


def _tag(node: Any) -> Draw:
    """``{% icon "refer" %}``: a function of ours with what stands behind its name."""
    of, goes_to = node.func, node.target_var
    places = [worth(each) for each in node.args]
    names = {name: worth(each) for name, each in node.kwargs.items()}
    takes_context = node.takes_context

    def draw(context: Context) -> str:
        given = [resolve(context) for resolve in places]
        if takes_context:
            given.insert(0, context)
        made = of(*given, **{name: resolve(context) for name, resolve in names.items()})
        if goes_to is not None:
            context[goes_to] = made
            return ""
        return escaped(made) if context.autoescape else made

    return draw


WAYS: dict[type[Node], Callable[[Any], Draw | None]] = {
    VariableNode: _value,
    IfNode: _choice,
    ForNode: _loop,
    WithNode: _with,
    SimpleNode: _tag,
    URLNode: address,
    TranslateNode: saying,
    BlockTranslateNode: saying_with,
    IncludeNode: including,
    ExtendsNode: extending,
}
