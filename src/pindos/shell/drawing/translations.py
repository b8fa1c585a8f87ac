"""Translations: their words are found once for each language, and their places are filled."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.template import Context
from django.utils import translation

from pindos.shell.drawing.script import Script
from pindos.shell.drawing.speech import Phrase
from pindos.shell.drawing.values import NOT_THERE, named, worth, written


def saying(node: Any) -> "Phrase | Callable[[Script, Any], bool] | None":
    """``{% translate "Queue" %}`` in all languages that it has been asked for."""
    expression, about = node.filter_expression, node.message_context
    if expression.filters or expression.var.lookups is not None:
        return None
    if node.noop or (about is not None and about.is_var):
        return None
    return _kept if node.asvar else Phrase(node.render)


def _kept(script: Script, node: Any) -> bool:
    """The same ``as words``: what it is, markup or plain, is kept with it."""
    words: dict[str | None, str] = {}

    def find(context: Context, language: str | None) -> str:
        node.render(context)
        words[language] = context[node.asvar]
        return words[language]

    value, lang = script.local(), script.wanted("lang")
    script.line(f"{value} = {script.hold(words.get)}({lang})")
    script.line(f"if {value} is None: {value} = {script.hold(find)}(context, {lang})")
    script.line(f"context[{node.asvar!r}] = {value}")
    script.bind(node.asvar, value)
    return True


def saying_with(script: Script, node: Any) -> bool:
    """``{% blocktranslate %}`` with the places it has, in the singular and the plural."""
    if node.asvar or (node.message_context is not None and node.message_context.is_var):
        return False
    given = {name: worth(script, each) for name, each in node.extra_context.items()}
    values = ", ".join(f"{name!r}: {value}" for name, value in given.items())
    inside = script.local()
    script.line(f"{inside} = {{{values}}}")
    with script.scope(inside):
        for name, value in given.items():
            script.bind(name, value)
        text, names, number = _wording(script, node, inside)
        places = [f"{name!r}: {_place(script, name, number)}" for name in names]
        script.line(f"try: {text} = {text} % {{{', '.join(places)}}}")
        script.line(f"except (KeyError, ValueError, TypeError): {text} = None")
    again = script.hold(node.render)  # a translation with other places than its text: Django knows
    script.line(f"say(str({again}(context)) if {text} is None else {text})")
    return True


def _place(script: Script, name: str, number: dict[str, str]) -> str:
    write = script.called("written", written)
    if name in number:
        return f"{write}({number[name]}, context)"
    script.called("NOT_THERE", NOT_THERE)
    value = named(script, name)
    return f"{write}('' if {value} is NOT_THERE else {value}, context)"


def _wording(script: Script, node: Any, inside: str) -> tuple[str, list[str], dict[str, str]]:
    """The variable with the text, the names of its places, and which of them is the number."""
    one, names = node.render_token_list(node.singular)
    about = () if node.message_context is None else (node.message_context.var,)
    text, lang = script.local(), script.wanted("lang")
    if not (node.plural and node.countervar and node.counter):
        words = Words(one, about)
        known, find = script.hold(words.known.get), script.hold(words)
        script.line(f"{text} = {known}({lang}) or {find}({lang})")
        return text, names, {}
    many, more = node.render_token_list(node.plural)
    number = worth(script, node.counter)
    choose = script.hold(_chooser(about, one, many))
    script.line(f"{inside}[{node.countervar!r}] = {number}")
    script.line(f"{text} = {choose}({number})")
    return text, [*names, *more], {node.countervar: number}


class Words:
    """A text in the languages that it has been asked for."""

    __slots__ = ("about", "known", "text")

    def __init__(self, text: str, about: tuple[str, ...]) -> None:
        self.text, self.about = text, about
        self.known: dict[str | None, str] = {}

    def __call__(self, language: str | None) -> str:
        """It in the language of now, which is this."""
        say: Any = translation.pgettext if self.about else translation.gettext
        self.known[language] = str(say(*self.about, self.text))
        return self.known[language]


def _chooser(about: tuple[str, ...], one: str, many: str) -> Callable[[Any], str | None]:
    say: Any = translation.npgettext if about else translation.ngettext

    def choose(number: Any) -> str | None:
        if not isinstance(number, Decimal | float | int):
            return None  # Django says what is wrong
        return str(say(*about, one, many, number))

    return choose
