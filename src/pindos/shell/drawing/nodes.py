"""The nodes that pages are made of, each with a function that draws it."""

from collections.abc import Callable, Iterable
from typing import Any, cast

from django.template import Context
from django.template.base import Node, NodeList, TextNode, VariableNode
from django.template.defaulttags import (
    CommentNode,
    CsrfTokenNode,
    ForNode,
    IfNode,
    LoadNode,
    URLNode,
    WithNode,
)
from django.template.library import SimpleNode
from django.template.loader_tags import ExtendsNode, IncludeNode
from django.templatetags.i18n import BlockTranslateNode, TranslateNode
from django.utils.safestring import SafeString

from pindos.shell.drawing.addresses import address
from pindos.shell.drawing.conditions import condition
from pindos.shell.drawing.parts import extending, including
from pindos.shell.drawing.speech import SAME, Phrase, saying, saying_with
from pindos.shell.drawing.values import always, worth, written
from pindos.shell.markup import escaped, markup

Draw = Callable[[Context], str]
Part = str | Draw  # what is written as it stands, or what draws itself
SILENT = (LoadNode, CommentNode)  # they spoke when the template was read


def make_ready(nodes: Iterable[Node]) -> list[Part]:
    """Give each of these nodes, and all beneath them, its quick way; the ways in their order.

    What stands side by side and differs between languages alone becomes one phrase.
    """
    parts: list[Part] = []
    for part in map(_ready, nodes):
        one = _together(parts[-1], part) if parts else None
        if one is not None:
            parts[-1] = one
        elif part != "":
            parts.append(part)
    return parts


def _together(before: Part, part: Part) -> Part | None:
    """Both as one, where neither differs but between languages."""
    if isinstance(before, str) and isinstance(part, str):
        return before + part
    is_fixed = isinstance(before, str | Phrase) and isinstance(part, str | Phrase)
    return Phrase(before, part) if is_fixed else None


def drawn(parts: Iterable[Part], context: Context) -> list[str]:
    """What these parts say, each for itself."""
    return [part if isinstance(part, str) else part(context) for part in parts]


class Parts(NodeList):
    """Nodes that are ready, for whatever draws them by Django's own way."""

    def __init__(self, nodes: NodeList) -> None:
        super().__init__(nodes)
        self.contains_nontext = nodes.contains_nontext
        self.ready = make_ready(nodes)

    def render(self, context: Context) -> SafeString:
        """What they say together."""
        return SafeString("".join(drawn(self.ready, context)))


def _ready(node: Node) -> Part:
    node.token = None  # what it was read from: only a page that shows its mistakes asks for it
    if isinstance(node, TextNode):
        return node.s
    if isinstance(node, SILENT):
        return ""
    make = WAYS.get(type(node))
    way = make(node) if make is not None else None
    if way is None or type(node) is ExtendsNode:
        for name in node.child_nodelists:
            if (nodes := getattr(node, name, None)) is not None:
                setattr(node, name, Parts(nodes))
    if way is None:
        return cast(Draw, node.render_annotated)
    node.render_annotated = way  # type: ignore[method-assign,assignment]
    return way


def _value(node: Any) -> Draw:
    value_of = worth(node.filter_expression)

    def draw(context: Context) -> str:
        value = value_of(context)
        return value if type(value) is SafeString else written(value, context)

    return draw


def _choice(node: Any) -> Draw:
    """``{% if %}``: the first of its ways whose condition holds."""
    ways = [
        (None if asked is None else condition(asked), make_ready(nodes))
        for asked, nodes in node.conditions_nodelists
    ]

    def draw(context: Context) -> str:
        for holds, parts in ways:
            if holds is None or holds(context):
                return "".join(drawn(parts, context))
        return ""

    return draw


def _loop(node: Any) -> Draw:
    values_of = worth(node.sequence, None)
    parts, otherwise = make_ready(node.nodelist_loop), make_ready(node.nodelist_empty)
    names, is_reversed = node.loopvars, node.is_reversed

    def draw(context: Context) -> str:
        outer = context.get("forloop", {})
        held: dict[str, Any] = {}
        context.dicts.append(held)
        try:
            values = values_of(context)
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
    if getattr(of, SAME, False) and goes_to is None and is_constant(node):
        given = [each.var for each in node.args]
        return Phrase(lambda context: str(of(*given)))
    places = [worth(each) for each in node.args]
    names = [(name, worth(each)) for name, each in node.kwargs.items()]
    takes_context = node.takes_context

    def draw(context: Context) -> str:
        given = [resolve(context) for resolve in places]
        if takes_context:
            given.insert(0, context)
        made = of(*given, **{name: resolve(context) for name, resolve in names})
        if goes_to is not None:
            context[goes_to] = made
            return ""
        return escaped(made) if context.autoescape else made

    return draw


def is_constant(node: Any) -> bool:
    """Whether all that it is given stands in the template."""
    return not (node.takes_context or node.kwargs) and all(map(always, node.args))


def _mark(node: Any) -> Draw:
    """``{% csrf_token %}``: the mark by which a form of ours is known."""

    def draw(context: Context) -> str:
        token = str(context.get("csrf_token") or "")
        if not token or token == "NOTPROVIDED":
            return cast(str, node.render(context))
        return markup('<input type="hidden" name="csrfmiddlewaretoken" value="{}">', token)

    return draw


WAYS: dict[type[Node], Callable[[Any], Draw | None]] = {
    VariableNode: _value,
    IfNode: _choice,
    ForNode: _loop,
    WithNode: _with,
    SimpleNode: _tag,
    CsrfTokenNode: _mark,
    URLNode: address,
    TranslateNode: saying,
    BlockTranslateNode: saying_with,
    IncludeNode: including,
    ExtendsNode: extending,
}
