"""A filter's text cut into words, values and signs."""

import re
from typing import NamedTuple

from django.utils.translation import gettext as _

from pindos.kernel.filtering.errors import Unreadable
from pindos.kernel.text import fold

SIGNS = ("!=", "<=", ">=", "=", "<", ">", "(", ")", ",")
QUOTES = {'"': '"', "'": "'", "«": "»", "“": "”"}
BARE = re.compile(r"[^\s()=<>!,\"'«»“”]+")
WORDS = {  # how each word of the language may be said
    "and": ("and", "και"),
    "or": ("or", "η"),
    "not": ("not", "οχι", "δεν"),
    "in": ("in", "σε"),
    "contains": ("contains", "περιεχει"),
    "starts": ("starts", "αρχιζει"),
    "between": ("between", "μεταξυ"),
    "is": ("is", "ειναι"),
    "empty": ("empty", "κενο", "κενη"),
    "before": ("before", "πριν"),
    "after": ("after", "μετα"),
}
SAID = {said: word for word, ways in WORDS.items() for said in ways}


class Token(NamedTuple):
    """A piece of the text: a ``word``, a ``value`` in quotes, a ``sign``, or the ``end``."""

    kind: str
    text: str
    at: int

    @property
    def word(self) -> str:
        """Which word of the language it is; empty for anything else."""
        return SAID.get(fold(self.text), "") if self.kind == "word" else ""


def tokens_of(text: str) -> list[Token]:
    """The pieces in order, the end among them; refuses a quote that is never closed."""
    found: list[Token] = []
    at = 0
    while at < len(text):
        if text[at].isspace():
            at += 1
            continue
        token, at = _next(text, at)
        found.append(token)
    return [*found, Token("end", "", len(text) + 1)]


def _next(text: str, at: int) -> tuple[Token, int]:
    if text[at] in QUOTES:
        return _quoted(text, at)
    for sign in SIGNS:
        if text.startswith(sign, at):
            return Token("sign", sign, at + 1), at + len(sign)
    if bare := BARE.match(text, at):
        return Token("word", bare.group(), at + 1), bare.end()
    raise Unreadable(_("«%(sign)s» has no meaning here.") % {"sign": text[at]}, at + 1)


def _quoted(text: str, start: int) -> tuple[Token, int]:
    """A value in quotes; a quote within it is written twice."""
    close, at, value = QUOTES[text[start]], start + 1, ""
    while (end := text.find(close, at)) >= 0:
        value += text[at:end]
        if not text.startswith(close, end + 1):
            return Token("value", value, start + 1), end + 1
        value, at = value + close, end + 2
    raise Unreadable(_("This quote is never closed."), start + 1)


def quoted(value: str) -> str:
    """The value as the language writes it: bare where it can be read so."""
    if BARE.fullmatch(value) and fold(value) not in SAID:
        return value
    return '"' + value.replace('"', '""') + '"'
