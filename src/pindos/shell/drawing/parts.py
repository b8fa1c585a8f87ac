"""Templates within templates: parts that are included, and frames that are filled."""

from collections.abc import Callable
from typing import Any

from django.template import Context, Template
from django.template.base import TextNode
from django.template.context import BaseContext
from django.template.loader_tags import (
    BLOCK_CONTEXT_KEY,
    BlockContext,
    BlockNode,
    ExtendsNode,
    construct_relative_path,
)

from pindos.shell.drawing.script import Draw, Say, Script
from pindos.shell.drawing.values import Expression, worth

BUILTIN = {"True": True, "False": False, "None": None}


def constant(name: Any) -> str | None:
    """The name of a template that is always the same one."""
    is_constant = isinstance(name, Expression) and not name.is_var and not name.filters
    return str(name.var) if is_constant and isinstance(name.var, str) else None


def drawing_of(template: Any) -> Draw:
    """What draws a template for whoever has already begun to draw."""
    draw: Draw = template.nodelist.draw
    return draw


def _within(part: Any, draw: Draw, context: Context, say: Say) -> None:
    """Draw a part as Django does: what its nodes remember is its own."""
    state: Any = context.render_context
    around, state.template = state.template, part
    state.dicts.append({})
    try:
        draw(context, say)
    finally:
        state.dicts.pop()
        state.template = around


def including(script: Script, node: Any) -> bool:
    """``{% include "shell/_field.html" with mark="search" %}``: the part is found once."""
    called = constant(node.template)
    if called is None or node.isolated_context:
        return False
    found: list[Any] = []

    def draw(context: Context, say: Say, given: dict[str, Any]) -> None:
        if not found:
            path = construct_relative_path(node.origin.template_name, called)
            part = context.template.engine.get_template(path)  # type: ignore[union-attr]
            found[:] = [part, drawing_of(part)]
        context.dicts.append(given)
        try:
            _within(found[0], found[1], context, say)
        finally:
            context.dicts.pop()

    given = [f"{name!r}: {worth(script, each)}" for name, each in node.extra_context.items()]
    script.hand_over()
    script.line(f"{script.hold(draw)}(context, say, {{{', '.join(given)}}})")
    return True


def extending(script: Script, node: Any) -> bool:
    """``{% extends "shell/base.html" %}``: the frame and its blocks are found once."""
    if constant(node.parent_name) is None:
        return False
    found: list[Any] = []

    def draw(context: Context, say: Say) -> None:
        if not found:
            frame = node.get_parent(context)
            found[:] = [frame, drawing_of(frame), _blocks_of(frame)]
        frame, draw_frame, blocks = found
        state = context.render_context
        if BLOCK_CONTEXT_KEY not in state:
            state[BLOCK_CONTEXT_KEY] = BlockContext()
        filled = state[BLOCK_CONTEXT_KEY]
        filled.add_blocks(node.blocks)
        filled.add_blocks(blocks)
        with state.push_state(frame, isolated_context=False):
            draw_frame(context, say)

    script.opaque(f"{script.hold(draw)}(context, say)")
    return True


def _blocks_of(frame: Template) -> dict[str, Any]:
    """The blocks of a frame that stands in no other; else that one brings its own."""
    first = next((node for node in frame.nodelist if not isinstance(node, TextNode)), None)
    if first is None or isinstance(first, ExtendsNode):
        return {}
    nodes: list[Any] = frame.nodelist.get_nodes_by_type(BlockNode)
    return {node.name: node for node in nodes}


def filling(script: Script, node: Any) -> bool:
    """``{% block main %}``: what the page says there, or the frame itself."""
    script.hand_over()
    script.line(f"{script.hold(_filled)}({script.hold(node)}, context, say)")
    return True


def _filled(node: Any, context: Context, say: Say) -> None:
    """As Django's own, but said piece by piece."""
    filled: Any = context.render_context.get(BLOCK_CONTEXT_KEY)
    held: dict[str, Any] = {}
    context.dicts.append(held)
    try:
        if filled is None:
            held["block"] = node
            node.nodelist.draw(context, say)
            return
        last = filled.pop(node.name)
        block = node if last is None else last
        own: Any = type(node)(block.name, block.nodelist)  # of this page, whoever else is drawn
        own.context = context
        held["block"] = own
        own.nodelist.draw(context, say)
        if last is not None:
            filled.push(node.name, last)
    finally:
        context.dicts.pop()


def apart(node: Any) -> Callable[[Context, Say, Any], None]:
    """What draws the part of an inclusion tag: it knows what it is given, and the form's mark."""
    found: list[Any] = []

    def draw(context: Context, say: Say, given: dict[str, Any]) -> None:
        if not found:
            part = context.template.engine.get_template(node.filename)  # type: ignore[union-attr]
            found[:] = [part, drawing_of(part)]
        if isinstance(given, BaseContext):
            given = given.flatten()
        mark = context.get("csrf_token")
        if mark is not None:
            given["csrf_token"] = mark
        around, context.dicts = context.dicts, [BUILTIN.copy(), given]
        try:
            _within(found[0], found[1], context, say)
        finally:
            context.dicts = around

    return draw
