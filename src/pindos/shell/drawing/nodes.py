"""The nodes that pages are made of, each with what writes how it is drawn."""

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
from django.template.library import InclusionNode, SimpleNode
from django.template.loader_tags import BlockNode, ExtendsNode, IncludeNode
from django.templatetags.i18n import BlockTranslateNode, TranslateNode
from django.utils.safestring import SafeString

from pindos.shell.drawing.addresses import address
from pindos.shell.drawing.conditions import condition
from pindos.shell.drawing.parts import apart, extending, filling, including
from pindos.shell.drawing.script import Draw, Say, Script, Way
from pindos.shell.drawing.speech import SAME, Phrase
from pindos.shell.drawing.translations import saying, saying_with
from pindos.shell.drawing.values import NOT_THERE, always, named, worth, written
from pindos.shell.markup import escaped, markup

SILENT = (LoadNode, CommentNode)  # they spoke when the template was read


class Parts(NodeList):
    """Nodes, and the function that draws them together; it is written when it is first asked."""

    def __init__(self, nodes: NodeList, name: str = "") -> None:
        """``name`` is that of the template in which they stand."""
        super().__init__(nodes)
        self.contains_nontext = nodes.contains_nontext
        self.name = name
        self._drawing: Draw | None = None
        _make_ready(nodes, name)

    def draw(self, context: Context, say: Say) -> None:
        """Say piece by piece what they say together."""
        drawing = self._drawing
        if drawing is None:
            script = Script(_way_of)
            script.nodes(self)
            drawing = self._drawing = script.drawing(self.name)
        drawing(context, say)

    def render(self, context: Context) -> SafeString:
        """What they say together."""
        said: list[str] = []
        self.draw(context, said.append)
        return SafeString("".join(said))


def _make_ready(nodes: Iterable[Node], name: str) -> None:
    """Whatever draws its own nodes by Django's way draws them together, too."""
    for node in nodes:
        node.token = None  # what it was read from: only a page that shows its mistakes asks for it
        is_written = type(node) in WRITTEN_WITHIN
        for each in node.child_nodelists:
            beneath = getattr(node, each, None)
            if beneath is not None and is_written:
                _make_ready(beneath, name)
            elif beneath is not None:
                setattr(node, each, Parts(beneath, name))


def _way_of(node: Node) -> Way | str | Phrase | None:
    if isinstance(node, TextNode):
        return node.s
    if isinstance(node, SILENT):
        return ""
    if type(node) is TranslateNode:
        return saying(node)
    if type(node) is SimpleNode and is_same_for_all(node):
        of, given = node.func, [each.var for each in node.args]
        return Phrase(lambda _context: str(of(*given)))
    return WAYS.get(type(node))


def is_same_for_all(node: Any) -> bool:
    """Whether a tag says of itself that it is, and all that it is given stands in the template."""
    is_fixed = not (node.takes_context or node.kwargs) and all(map(always, node.args))
    return is_fixed and node.target_var is None and bool(getattr(node.func, SAME, False))


def _value(script: Script, node: Any) -> bool:
    value = worth(script, node.filter_expression)
    script.called("SafeString", SafeString)
    write = script.called("written", written)
    script.line(f"say({value} if type({value}) is SafeString else {write}({value}, context))")
    return True


def _choice(script: Script, node: Any) -> bool:
    """``{% if %}``: the first of its ways whose condition holds."""
    _choose(script, list(node.conditions_nodelists))
    return True


def _choose(script: Script, ways: list[tuple[Any, NodeList]]) -> None:
    (asked, nodes), *others = ways
    if asked is None:
        script.nodes(nodes)
        return
    with script.block(f"if {condition(script, asked)}:"):
        script.nodes(nodes)
    if others:
        with script.block("else:"):
            _choose(script, others)


def _loop(script: Script, node: Any) -> bool:
    held, values = script.local(), script.local()
    outer = script.known.get("forloop") or "context.get('forloop', {})"
    turn, many = script.local(), script.local()
    script.line(f"{turn} = {{'parentloop': {outer}}}")
    script.line(f"{held} = {{}}")
    with script.scope(held):
        found = worth(script, node.sequence, None)
        script.line(f"{values} = [] if {found} is None else list({found})")
        with script.block(f"if not {values}:"):
            script.nodes(node.nodelist_empty)
        with script.block("else:"):
            script.line(f"{many} = len({values})")
            script.line(f"{held}['forloop'] = {turn}")
            script.bind("forloop", turn)
            _turns(script, node, (held, values, turn, many))
    return True


def _turns(script: Script, node: Any, called: tuple[str, str, str, str]) -> None:
    held, values, turn, many = called
    at, value = script.local(), script.local()
    in_order = f"reversed({values})" if node.is_reversed else values

    def write() -> None:
        handed = script.handed
        place = script.line(f"{script.called('count', _count)}({turn}, {at}, {many})")
        if len(node.loopvars) == 1:
            script.line(f"{held}[{node.loopvars[0]!r}] = {value}")
            script.known[node.loopvars[0]] = value  # anew in each turn, and gone with the loop
            script.nodes(node.nodelist_loop)
        else:
            _unpacked(script, node, value)
        if script.handed == handed:  # nobody asks which turn it is
            script.drop(place)

    script.repeated(f"for {at}, {value} in enumerate({in_order}):", write)


def _unpacked(script: Script, node: Any, value: str) -> None:
    names, pair = script.hold(tuple(node.loopvars)), script.local()
    script.line(f"{pair} = dict(zip({names}, {value}, strict=True))")
    with script.scope(pair):
        for name in node.loopvars:
            variable = script.local()
            script.line(f"{variable} = {pair}[{name!r}]")
            script.bind(name, variable)
        script.nodes(node.nodelist_loop)


def _count(turn: dict[str, Any], at: int, many: int) -> None:
    turn["counter0"], turn["counter"] = at, at + 1
    turn["revcounter0"], turn["revcounter"] = many - at - 1, many - at
    turn["first"], turn["last"] = at == 0, at == many - 1


def _with(script: Script, node: Any) -> bool:
    given = {name: worth(script, value) for name, value in node.extra_context.items()}
    values = ", ".join(f"{name!r}: {value}" for name, value in given.items())
    with script.scope(f"{{{values}}}"):
        for name, value in given.items():
            script.bind(name, value)
        script.nodes(node.nodelist)
    return True


def _made(script: Script, node: Any) -> str:
    """Write the call of a tag's function; the variable with what it gives."""
    given = ["context"] if node.takes_context else []
    given += [worth(script, each) for each in node.args]
    pairs = [f"{name!r}: {worth(script, each)}" for name, each in node.kwargs.items()]
    if pairs:
        given.append(f"**{{{', '.join(pairs)}}}")
    made = script.local()
    write = script.opaque if node.takes_context else script.line
    write(f"{made} = {script.hold(node.func)}({', '.join(given)})")
    return made


def _tag(script: Script, node: Any) -> bool:
    """``{% icon "refer" %}``: a function of ours with what stands behind its name."""
    made = _made(script, node)
    if node.target_var is not None:
        script.line(f"context[{node.target_var!r}] = {made}")
        script.bind(node.target_var, made)
        return True
    auto, clean = script.wanted("auto"), script.called("escaped", escaped)
    script.line(f"say({clean}({made}) if {auto} else {made})")
    return True


def _part(script: Script, node: Any) -> bool:
    """A tag of ours with a template of its own."""
    if not isinstance(node.filename, str):
        return False
    made = _made(script, node)
    script.line(f"{script.hold(apart(node))}(context, say, {made})")
    return True


def _mark(script: Script, node: Any) -> bool:
    """``{% csrf_token %}``: the mark by which a form of ours is known."""

    def draw(token: Any, context: Context) -> str:
        words = str(token or "")
        if not words or words == "NOTPROVIDED":
            return cast(str, node.render(context))
        return markup('<input type="hidden" name="csrfmiddlewaretoken" value="{}">', words)

    found, nothing = named(script, "csrf_token"), script.called("NOT_THERE", NOT_THERE)
    token = f"None if {found} is {nothing} else {found}"
    script.line(f"say({script.hold(draw)}({token}, context))")
    return True


WRITTEN_WITHIN = (IfNode, ForNode, WithNode)
WAYS: dict[type[Node], Callable[[Script, Any], bool]] = {
    VariableNode: _value,
    IfNode: _choice,
    ForNode: _loop,
    WithNode: _with,
    SimpleNode: _tag,
    InclusionNode: _part,
    CsrfTokenNode: _mark,
    URLNode: address,
    BlockTranslateNode: saying_with,
    IncludeNode: including,
    BlockNode: filling,
    ExtendsNode: extending,
}
