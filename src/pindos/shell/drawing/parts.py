"""Templates within templates: parts that are included, and frames that are filled."""

from collections.abc import Callable
from typing import Any

from django.template import Context, Template
from django.template.base import TextNode
from django.template.loader_tags import (
    BLOCK_CONTEXT_KEY,
    BlockContext,
    BlockNode,
    ExtendsNode,
    construct_relative_path,
)

from pindos.shell.drawing.values import Expression, worth


def constant(name: Any) -> str | None:
    """The name of a template that is always the same one."""
    is_constant = isinstance(name, Expression) and not name.is_var and not name.filters
    return str(name.var) if is_constant and isinstance(name.var, str) else None


def including(node: Any) -> Callable[[Context], str] | None:
    """``{% include "shell/_field.html" with mark="search" %}``: the part is found once."""
    called = constant(node.template)
    if called is None or node.isolated_context:
        return None
    values = {name: worth(each) for name, each in node.extra_context.items()}
    found: list[Any] = []

    def draw(context: Context) -> str:
        if not found:
            path = construct_relative_path(node.origin.template_name, called)
            found.append(context.template.engine.get_template(path))  # type: ignore[union-attr]
        part = found[0]
        context.dicts.append({name: resolve(context) for name, resolve in values.items()})
        state = context.render_context
        around, state.template = state.template, part
        state.dicts.append({})
        try:
            return str(part._render(context))
        finally:
            state.dicts.pop()
            state.template = around
            context.dicts.pop()

    return draw


def extending(node: Any) -> Callable[[Context], str] | None:
    """``{% extends "shell/base.html" %}``: the frame and its blocks are found once."""
    if constant(node.parent_name) is None:
        return None
    found: list[tuple[Any, dict[str, Any]]] = []

    def draw(context: Context) -> str:
        if not found:
            frame = node.get_parent(context)
            found.append((frame, _blocks_of(frame)))
        frame, blocks = found[0]
        state = context.render_context
        if BLOCK_CONTEXT_KEY not in state:
            state[BLOCK_CONTEXT_KEY] = BlockContext()
        filled = state[BLOCK_CONTEXT_KEY]
        filled.add_blocks(node.blocks)
        filled.add_blocks(blocks)
        with state.push_state(frame, isolated_context=False):
            return str(frame._render(context))

    return draw


def _blocks_of(frame: Template) -> dict[str, Any]:
    """The blocks of a frame that stands in no other; else that one brings its own."""
    first = next((node for node in frame.nodelist if not isinstance(node, TextNode)), None)
    if first is None or isinstance(first, ExtendsNode):
        return {}
    nodes: list[Any] = frame.nodelist.get_nodes_by_type(BlockNode)
    return {node.name: node for node in nodes}
