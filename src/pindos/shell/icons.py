"""The shapes that a page may show: one sprite, each shape named by its id."""

import re
from functools import cache
from pathlib import Path

from django.templatetags.static import static
from django.utils.safestring import SafeString

from pindos.shell.markup import markup

SPRITE = Path(__file__).parent / "static" / "shell" / "icons.svg"


@cache
def names() -> frozenset[str]:
    """The names of all shapes."""
    return frozenset(re.findall(r'<symbol id="([\w-]+)"', SPRITE.read_text()))


@cache
def icon(name: str, mood: str = "") -> SafeString:
    """A shape beside words that say the same; a name that does not exist is an error."""
    if name not in names():
        raise KeyError(f"icons.svg has no shape called {name!r}")
    return markup(
        '<svg class="i{}" aria-hidden="true"><use href="{}#{}"/></svg>',
        f" {mood}" if mood else "",
        static("shell/icons.svg"),
        name,
    )


def state(words: str, mood: str, shape: str) -> SafeString:
    """A state beside what it is of: its words, never its colour alone, with their shape."""
    return markup(' <span class="pi-state wrap {}">{}{}</span>', mood, icon(shape), words)
