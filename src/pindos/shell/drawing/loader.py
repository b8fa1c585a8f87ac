"""Templates as Django reads them, made ready to be drawn quickly."""

from typing import Any

from django.template import Origin, Template
from django.template.base import Lexer, NodeList, Parser
from django.template.loaders import cached

from pindos.shell.drawing.nodes import make_ready
from pindos.shell.drawing.values import Expression


class QuickParser(Parser):
    """Django's parser, with our expressions."""

    def compile_filter(self, token: str) -> Expression:
        """A variable with its filters."""
        return Expression(token, self)


class QuickTemplate(Template):
    """A template of Django's whose nodes know a shorter way."""

    def compile_nodelist(self) -> NodeList:
        """Read the template, and make its nodes ready."""
        engine = self.engine
        tokens = Lexer(self.source).tokenize()
        libraries, builtins = engine.template_libraries, engine.template_builtins
        parser = QuickParser(tokens, libraries, builtins, self.origin)
        nodes = parser.parse()
        self.extra_data = parser.extra_data
        make_ready(nodes)
        return nodes


class Loader(cached.Loader):
    """Finds templates like the loaders it is given, and keeps what it has made ready.

    A page that shows its mistakes (``debug``, ``string_if_invalid``) is drawn by Django alone.
    """

    def get_template(self, template_name: str, skip: list[Origin] | None = None) -> Template:
        """The template of this name, from the first place that has it."""
        key = self.cache_key(template_name, skip)
        found: Any = self.get_template_cache.get(key)
        if isinstance(found, Template):
            return found
        plain = super().get_template(template_name, skip)
        if self.engine.debug or self.engine.string_if_invalid:
            return plain
        ready = QuickTemplate(plain.source, plain.origin, plain.name, self.engine)
        self.get_template_cache[key] = ready
        return ready
