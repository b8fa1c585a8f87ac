"""A condition as several, each of which an index holds in order already.

Rows that have something in one column *or* in another, or one of several values, are asked for
way by way: each gives no more than a page. Said with «or», all such rows would be found and
sorted, or an index walked that holds the order and all that is not asked for as well.
"""

from collections.abc import Iterator
from typing import Any

from django.db.models import Model, Q, QuerySet

from pindos.kernel.pages import Place, in_places

MOST_VALUES = 8  # by each of which a way is asked for


def by_each_way(rows: QuerySet[Any], asked: Q, order: list[Place], most: int) -> QuerySet[Any]:
    """The rows that fit; where there is more than one way, the first of each in this order."""
    model = rows.model
    found = [each for way in ways(asked) for each in by_each_value(model, way, order)]
    if len(found) == 1:
        return rows.filter(asked)
    every: QuerySet[Any] = model._base_manager.all()
    firsts = [in_places(rows.filter(way), order).values("pk")[:most] for way in found]
    # Each in a question of its own: SQLite takes no order and no limit within a UNION
    one, *others = [every.filter(pk__in=first).values("pk") for first in firsts]
    return every.filter(pk__in=one.union(*others))


def ways(asked: Q) -> list[Q]:
    """The same as conditions of which any may hold: one for each column of its first «or»."""
    if asked.negated:
        return [asked]
    children = list(asked.children)
    if asked.connector == Q.OR:
        columns = {_column_of_one(child) for child in children}
        is_split = len(columns) == len(children) and None not in columns
        return [Q(child) for child in children] if is_split else [asked]
    if asked.connector == Q.AND:
        for at, child in enumerate(children):
            if isinstance(child, Q) and len(found := ways(child)) > 1:
                return [Q(*children[:at], way, *children[at + 1 :]) for way in found]
    return [asked]


def by_each_value(model: type[Model], way: Q, order: list[Place]) -> list[Q]:
    """The same once for each value of a list, where an index is in order behind one of them."""
    if len(way.children) == 1 and isinstance(way.children[0], tuple):
        return [way]  # as it is: most are
    leaves = list(_all_of(way))
    firsts = {_column_of_one(leaf) for leaf in leaves} - {None}
    for at, leaf in enumerate(leaves):
        column = _listed(leaf)
        if column and any(_is_in_order(model, (first, column), order) for first in firsts):
            others = [*leaves[:at], *leaves[at + 1 :]]
            return [Q(*others, (leaf[0], (value,))) for value in leaf[1]]
    return [way]


def _all_of(asked: Q) -> Iterator[Any]:
    """What all must hold of a condition: comparisons, and what is none."""
    for child in asked.children if asked.connector == Q.AND and not asked.negated else [asked]:
        if isinstance(child, Q) and child is not asked:
            yield from _all_of(child)
        else:
            yield child


def _column_of_one(compared: Any) -> str | None:
    """The column that is to have one value, so that its index is in order behind that."""
    if not isinstance(compared, tuple):
        return None
    name, value = compared
    column = str(name).removesuffix("__in")
    is_one = not isinstance(value, tuple) or len(value) == 1
    return column if is_one and value is not None and "__" not in column else None


def _listed(compared: Any) -> str:
    """The column that is to have one of a few values."""
    if not isinstance(compared, tuple) or not str(compared[0]).endswith("__in"):
        return ""
    is_few = isinstance(compared[1], tuple) and 1 < len(compared[1]) <= MOST_VALUES
    return str(compared[0]).removesuffix("__in") if is_few else ""


def _is_in_order(model: type[Model], columns: tuple[Any, ...], order: list[Place]) -> bool:
    """Whether an index begins with these columns and goes on in this order, or in its reverse."""
    placed = [(place.path, place.is_falling) for place in order]
    turned = [(path, not is_falling) for path, is_falling in placed]
    for index in model._meta.indexes:
        fields = [(name, way == "DESC") for name, way in index.fields_orders]
        starts = tuple(name for name, _falls in fields[: len(columns)]) == columns
        goes_on = fields[len(columns) : len(columns) + len(order)] in (placed, turned)
        if starts and goes_on and index.condition is None:
            return True
    return False
