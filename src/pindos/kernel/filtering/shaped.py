"""Pages of a list whose statement is written once for each shape of what is asked.

A filter is a ``Q`` of comparisons. Its shape is which columns are compared and how; what they are
compared to is put into the statement anew each time (``kernel.prepared``), and so is whose rows
are seen: nothing of an answer or of a right is kept. What is no plain comparison (a subquery,
words within a text) has no shape: it is asked by the ORM as ever.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any, NamedTuple, TypeVar

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.db.models import Field, Model, Q, QuerySet

from pindos.kernel.access import Viewer
from pindos.kernel.filtering.ways import by_each_way
from pindos.kernel.pages import Page, Place, cursor_at, in_places, places_of, stretches
from pindos.kernel.prepared import Prepared, Unpreparable

COMPARED = frozenset({"exact", "in", "gt", "gte", "lt", "lte", "isnull"})
MOST_LISTED = 100  # values of one comparison
MOST_SHAPES = 300  # of all lists in a process; then all are written anew
NUMBERED = (models.ForeignKey, models.AutoField, models.BigIntegerField)

T = TypeVar("T")
Pattern = tuple[str, bool, tuple[Any, ...]]
Orders = tuple[list[Place], list[Place]]  # of a stretch, and of the list as a whole


class Seen(NamedTuple):
    """Whose rows of a list somebody sees, in plain values: ``by`` a viewer, ``rows`` of these."""

    model: type[Model]
    by: Callable[[Viewer], tuple[Any, ...]]
    rows: Callable[..., QuerySet[Any]]


class Question(NamedTuple):
    """A page that is asked for; ``fields``: rows as tuples of these, else as instances."""

    by: tuple[str, ...]
    after: str
    size: int
    fields: tuple[str, ...] = ()
    related: tuple[str, ...] = ()


class Shapeless(Exception):
    """It cannot be said in plain comparisons."""


_questions: dict[Any, Prepared[..., Any] | None] = {}
_orders: dict[Any, list[Place]] = {}


def shaped_page(seen: Seen, viewer: Viewer, asked: Q, question: Question) -> Page[Any]:
    """The page of the rows that the viewer sees and that fit; refuses a broken cursor.

    Raises Shapeless where the ORM must be asked.
    """
    values: list[Any] = []
    rights = seen.by(viewer)
    pattern = _taken_apart(seen.model, asked, values)
    order = _order(seen, rights, asked, (seen.rows, pattern, question.by))
    found: list[Any] = []
    for stretch in stretches(order, question.after):
        more = [*values]
        both = ("AND", False, (pattern, _taken_apart(seen.model, stretch.condition, more)))
        found += _answer(seen, rights, (both, more), (stretch.places, order), question)
        if len(found) > question.size:
            break
    items, is_more = found[: question.size], len(found) > question.size
    cursor = cursor_at(order, _values_of(seen, items[-1], order, question)) if is_more else ""
    if question.fields:
        width = len(question.fields)
        items = [row[:width] for row in items]
    return Page(items, cursor)


def shaped_count(seen: Seen, viewer: Viewer, asked: Q, most: int) -> int:
    """How many rows the viewer sees that fit, but never more than one beyond ``most``.

    Raises Shapeless where the ORM must be asked.
    """
    values: list[Any] = []
    rights = seen.by(viewer)
    pattern = _taken_apart(seen.model, asked, values)

    def ask(*given: Any) -> QuerySet[Any]:
        return _fitting(seen, len(rights), pattern, given).order_by()[: most + 1]

    return _told(
        (seen.rows, pattern, most),
        lambda: Prepared(ask, is_ever_empty=True),
        lambda prepared: prepared.count(*rights, *values),
    )


def _order(seen: Seen, rights: tuple[Any, ...], asked: Q, key: Any) -> list[Place]:
    if key not in _orders:
        if len(_orders) >= MOST_SHAPES:
            _orders.clear()
        _orders[key] = places_of(seen.rows(*rights).filter(asked), key[-1])
    return _orders[key]


def _answer(
    seen: Seen,
    rights: tuple[Any, ...],
    asked: tuple[Pattern, list[Any]],
    orders: Orders,
    question: Question,
) -> list[Any]:
    pattern, values = asked
    return _told(
        (seen.rows, pattern, question._replace(after="")),
        lambda: _written(seen, len(rights), pattern, orders, question),
        lambda prepared: prepared(*rights, *values),
    )


def _told(
    key: Any, write: Callable[[], Prepared[..., Any]], tell: Callable[[Prepared[..., Any]], T]
) -> T:
    """What the question of this shape tells; it is written when it is first asked."""
    if key not in _questions:
        if len(_questions) >= MOST_SHAPES:
            _questions.clear()
        _questions[key] = write()
    prepared = _questions[key]
    if prepared is None:
        raise Shapeless
    try:
        return tell(prepared)
    except Unpreparable:
        _questions[key] = None
        raise Shapeless from None


def _written(
    seen: Seen, rights: int, pattern: Pattern, orders: Orders, question: Question
) -> Prepared[..., Any]:
    order, whole_order = orders
    paths = [place.path for place in whole_order]

    def ask(*given: Any) -> QuerySet[Any]:
        asked = _put_together(pattern, iter(given[rights:]))
        whole = seen.rows(*given[:rights])
        rows = in_places(by_each_way(whole, asked, order, question.size + 1), order)
        if question.fields:
            rows = rows.values_list(*question.fields, *paths)
        elif question.related:
            rows = rows.select_related(*question.related)
        return rows[: question.size + 1]

    return Prepared(ask, is_ever_empty=True)


def _fitting(seen: Seen, rights: int, pattern: Pattern, given: Sequence[Any]) -> QuerySet[Any]:
    """The rows seen by the first of what is given that fit what is compared to the rest."""
    return seen.rows(*given[:rights]).filter(_put_together(pattern, iter(given[rights:])))


def _values_of(seen: Seen, row: Any, order: list[Place], question: Question) -> Sequence[Any]:
    """What the row holds in the columns of the order."""
    paths = [place.path for place in order]
    if question.fields:
        return list(row[-len(paths) :])
    if all("__" not in path for path in paths):
        return [getattr(row, place.field.attname) for place in order]
    found = seen.model._base_manager.filter(pk=row.pk).values_list(*paths).get()
    return list(found)


def _taken_apart(model: type[Model], asked: Q, values: list[Any]) -> Pattern:
    """The shape of a condition; what it compares to goes to ``values``, in order."""
    children: list[Any] = []
    for child in asked.children:
        if isinstance(child, Q):
            children.append(_taken_apart(model, child, values))
        elif isinstance(child, tuple):
            children.append(_leaf(model, child, values))
        else:
            raise Shapeless
    return asked.connector, asked.negated, tuple(children)


def _leaf(model: type[Model], compared: tuple[str, Any], values: list[Any]) -> tuple[Any, ...]:
    """A comparison: the name alone when its value is put in, else with the value."""
    name, value = compared
    field = _compared(model, name)
    plain = _plain(value)
    if plain in (None, ()) or isinstance(plain, bool) or not _is_put_in(field, plain):
        return name, plain
    values.append(plain)
    return (name,)


def _put_together(pattern: Pattern, values: Iterator[Any]) -> Q:
    connector, is_negated, children = pattern
    parts: list[Any] = [
        (child if len(child) == 2 else (child[0], next(values)))
        if len(child) < 3
        else _put_together(child, values)
        for child in children
    ]
    return Q(*parts, _connector=connector, _negated=is_negated)


@lru_cache(maxsize=1000)
def is_nullable(model: type[Model], path: str) -> bool:
    """Whether a row may have nothing at the end of a path of foreign keys."""
    for name in path.split("__"):
        field = model._meta.get_field("id" if name == "pk" else name)
        if getattr(field, "null", False):
            return True
        model = field.related_model or model
    return False


@lru_cache(maxsize=1000)
def _compared(model: type[Model], name: str) -> "Field[Any, Any]":
    """The field to which a comparison leads."""
    *path, last = name.split("__")
    if last not in COMPARED:
        path.append(last)
    field: Any = None
    try:
        for part in path:
            field = model._meta.pk if part == "pk" else model._meta.get_field(part)
            model = field.related_model or model
    except FieldDoesNotExist:
        raise Shapeless from None
    if not isinstance(field, Field):
        raise Shapeless
    return field


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return str(value)
    if value is None or isinstance(value, bool | date):
        return value
    if isinstance(value, int):
        return int(value)
    if isinstance(value, frozenset | set | tuple | list) and len(value) <= MOST_LISTED:
        return tuple(_plain(each) for each in value)
    raise Shapeless


def _is_put_in(field: "Field[Any, Any]", value: Any) -> bool:
    """Whether any value of its kind may stand there: in a small number or a flag it may not."""
    kinds = {type(each) for each in value} if isinstance(value, tuple) else {type(value)}
    if kinds == {int}:
        return isinstance(field, NUMBERED)
    if kinds == {str}:
        return isinstance(field, models.CharField | models.TextField)
    if kinds == {datetime}:
        return isinstance(field, models.DateTimeField)
    if kinds == {date}:
        return type(field) is models.DateField
    raise Shapeless
