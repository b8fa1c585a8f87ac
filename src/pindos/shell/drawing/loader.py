"""Templates as Django reads them, made ready to be drawn quickly."""

import contextlib
from typing import Any

from django.template import Origin, Template, TemplateDoesNotExist
from django.template.base import Lexer, NodeList, Parser
from django.template.loaders import cached

from pindos.shell.drawing.nodes import Parts
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
        return Parts(nodes, self.name or "template")


class Loader(cached.Loader):
    """Finds templates like the loaders it is given, and keeps what it has made ready.

    A page that shows its mistakes (``debug``, ``string_if_invalid``) is drawn by Django alone.
    """

    def get_template(self, template_name: str, skip: list[Origin] | None = None) -> Template:
        """The template of this name, from the first place that has it."""
        key = self.cache_key(template_name, skip)
        kept: Any = self.get_template_cache.get(key)
        if isinstance(kept, Template):
            return kept
        if self.engine.debug or self.engine.string_if_invalid:
            return super().get_template(template_name, skip)
        for origin in self.get_template_sources(template_name):
            if skip is None or origin not in skip:
                with contextlib.suppress(TemplateDoesNotExist):
                    source = self.get_contents(origin)
                    ready = QuickTemplate(source, origin, template_name, self.engine)
                    self.get_template_cache[key] = ready
                    return ready
        return super().get_template(template_name, skip)  # says where it has looked
