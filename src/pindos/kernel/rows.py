"""A row as an instance of its model, read or new, made without asking each field for itself.

Django sets field by field and tells whoever listens before and after. Where nobody listens and
each field only keeps its value, the same instance is made by filling its ``__dict__`` at once: a
list of tickets spent a seventh of its time on that.
"""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, NamedTuple, TypeVar

from django.db.models import NOT_PROVIDED, Model
from django.db.models.base import ModelState
from django.db.models.query_utils import DeferredAttribute
from django.db.models.signals import post_init, pre_init

M = TypeVar("M", bound=Model)


class Blank(NamedTuple):
    """What a new row has by itself: values that are always the same, and what makes the others."""

    values: dict[str, Any]
    made: tuple[tuple[str, Callable[[], Any]], ...]


def new(model: type[M], /, **values: Any) -> M:
    """The instance that ``model(**values)`` makes; each value under the attribute that keeps it.

    For a foreign key that is its ``…_id``. Refuses (TypeError) a name that is none.
    """
    blank = _blank(model)
    if blank is None:
        return model(**values)
    own = {**blank.values, **values}
    if len(own) > len(blank.values):
        raise TypeError(f"{model.__name__} keeps nothing called {own.keys() - blank.values}")
    for name, make in blank.made:
        if name not in values:
            own[name] = make()
    one = model.__new__(model)
    one.__dict__ = own
    one._state = ModelState()
    return one


@cache
def _blank(model: type[Model]) -> Blank | None:
    """None where an instance is more than its values."""
    if not is_plain(model):
        return None
    values: dict[str, Any] = {}
    made = []
    for field in model._meta.concrete_fields:
        is_fixed = field.db_default is NOT_PROVIDED and not callable(field.default)
        values[field.attname] = field.get_default() if is_fixed else None
        if not is_fixed:
            made.append((field.attname, field.get_default))
    return Blank(values, tuple(made))


def made_of(
    model: type[Model], alias: str, names: Sequence[str]
) -> Callable[[Sequence[Any]], Model]:
    """What makes an instance of the values of these fields; the others are asked when needed."""

    def by_django(values: Sequence[Any]) -> Model:
        return model.from_db(alias, names, values)

    if not is_plain(model):
        return by_django

    def at_once(values: Sequence[Any]) -> Model:
        one = model.__new__(model)
        state = one._state = ModelState()
        state.db, state.adding = alias, False
        one.__dict__.update(zip(names, values, strict=True))
        return one

    return at_once


def converting(compiler: Any) -> Callable[[list[Any]], list[Any]]:
    """What makes values of the database into those of their fields, a column at a time."""
    width = len(compiler.select)
    converters = compiler.get_converters(each for each, *_ in compiler.select)
    ways = [(at, *converters[at]) for at in converters]
    own = compiler.connection

    def converted(rows: list[Any]) -> list[Any]:
        if not ways:
            return rows if rows and len(rows[0]) == width else [row[:width] for row in rows]
        found = [list(row[:width]) for row in rows]
        for at, converts, of in ways:
            for row in found:
                for convert in converts:
                    row[at] = convert(row[at], of, own)
        return found

    return converted


def is_plain(model: type[Model]) -> bool:
    """Whether its instances are nothing but their values: no way of its own to make one, nobody
    who listens, no field that does more than keep what it is given.
    """
    own: Any = model
    django: Any = Model
    makes = own.__init__ is django.__init__ and own.from_db.__func__ is django.from_db.__func__
    listens = pre_init.has_listeners(model) or post_init.has_listeners(model)
    keeps = all(
        isinstance(getattr(model, field.attname), DeferredAttribute)
        for field in model._meta.concrete_fields
    )
    return makes and keeps and not listens
