"""What is said in the language of whoever reads, put together once for each language."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any, TypeVar

from django.template import Context
from django.utils import translation

from pindos.shell.drawing.values import written

SAME = "pindos_is_same_for_all"  # on the function of a tag
Made = TypeVar("Made", bound=Callable[..., str])


def same_for_all(make: Made) -> Made:
    """Say of a tag that it gives the same markup on every page, or the same in each language."""
    setattr(make, SAME, True)
    return make


class Phrase:
    """What differs between languages alone: put together for each when it is first drawn."""

    __slots__ = ("known", "pieces")

    def __init__(self, *pieces: "str | Phrase | Callable[[Context], str]") -> None:
        self.pieces: tuple[Any, ...] = tuple(
            part
            for each in pieces
            for part in (each.pieces if isinstance(each, Phrase) else (each,))
        )
        self.known: dict[str | None, str] = {}

    def __call__(self, context: Context) -> str:
        """The words in the language of whoever reads."""
        language = translation.get_language()
        if language not in self.known:
            said = [each if isinstance(each, str) else each(context) for each in self.pieces]
            self.known[language] = "".join(said)
        return self.known[language]


def saying(node: Any) -> Phrase | None:
    """``{% translate "Queue" %}`` in all languages that it has been asked for."""
    expression, context_of = node.filter_expression, node.message_context
    if node.noop or node.asvar or expression.filters or expression.var.lookups is not None:
        return None
    if context_of is not None and context_of.is_var:
        return None
    return Phrase(node.render)


def saying_with(node: Any) -> Callable[[Context], str] | None:
    """``{% blocktranslate %}`` with the places it has, in the singular and the plural."""
    if node.asvar or (node.message_context is not None and node.message_context.is_var):
        return None
    values = {name: each.resolve for name, each in node.extra_context.items()}
    chosen, names = _wording(node)

    def draw(context: Context) -> str:
        inside = {name: resolve(context) for name, resolve in values.items()}
        context.dicts.append(inside)
        try:
            text = chosen(context, inside)
            return text % {name: written(context.get(name, ""), context) for name in names}
        except (KeyError, ValueError):
            pass  # no number, or a translation with other places than its text: Django knows
        finally:
            context.dicts.pop()
        return str(node.render(context))

    return draw


Choose = Callable[[Context, dict[str, Any]], str]


def _wording(node: Any) -> tuple[Choose, list[str]]:
    """What finds the text in the language of the moment, and the names of its places."""
    one, names = node.render_token_list(node.singular)
    about = () if node.message_context is None else (node.message_context.var,)
    if not (node.plural and node.countervar and node.counter):
        say: Any = translation.pgettext if about else translation.gettext
        return lambda context, inside: say(*about, one), names
    many, more = node.render_token_list(node.plural)
    count_of, counted = node.counter.resolve, node.countervar
    say_number: Any = translation.npgettext if about else translation.ngettext

    def choose(context: Context, inside: dict[str, Any]) -> str:
        number = inside[counted] = count_of(context)
        if not isinstance(number, Decimal | float | int):
            raise ValueError(number)  # Django says what is wrong
        return str(say_number(*about, one, many, number))

    return choose, [*names, *more]
