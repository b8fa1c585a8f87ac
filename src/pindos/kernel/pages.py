"""Lists by the page: from the last row seen, never by counting rows off."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any, Generic, NamedTuple, TypeVar, cast

from django.core.exceptions import ValidationError
from django.db.models import (
    Case,
    CharField,
    F,
    Field,
    IntegerField,
    Model,
    Q,
    QuerySet,
    TextField,
    When,
)
from django.db.models.expressions import Col, OrderBy
from django.db.models.lookups import IsNull
from django.utils.translation import gettext_lazy as _

from pindos.kernel.errors import Refused
from pindos.kernel.limits import ROWS
from pindos.kernel.models.ranked import Ranked

PAGE = 50
T = TypeVar("T")
M = TypeVar("M", bound=Model)


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some rows, and the cursor of what follows; empty when nothing does."""

    items: list[T]
    next: str


def rows_a_page(most: int = PAGE) -> int:
    """How many rows a page of a list has, as it is set; at most what its rows leave room for."""
    return min(ROWS.now(), most)


def page_of(
    rows: QuerySet[M], *, by: tuple[str, ...], after: str = "", size: int | None = None
) -> Page[M]:
    """One page in an order that is unique: the last of ``by`` is, or all of them together.

    ``by`` names fields of the model or of what its foreign keys lead to, falling with a minus:
    ``("-priority", "assignee__family_name", "id")``. Rows without a value stand last either way.
    """
    size = rows_a_page() if size is None else size
    places = places_of(rows, by)
    found: list[M] = []
    for stretch in stretches(places, after):
        asked = in_places(rows.filter(stretch.condition), stretch.places)
        found += asked[: size + 1 - len(found)]
        if len(found) > size:
            break
    items = found[:size]
    return Page(items, _cursor(rows, items[-1], places) if len(found) > size else "")


def in_order(rows: QuerySet[M], by: tuple[str, ...]) -> QuerySet[M]:
    """The rows in such an order, all of them."""
    return in_places(rows, places_of(rows, by))


class Place(NamedTuple):
    """One part of an order: a path, the field it ends at, and which way it goes."""

    path: str
    field: "Field[Any, Any]"
    is_falling: bool
    is_nullable: bool

    @property
    def order(self) -> "OrderBy | str":
        """As order_by takes it; NULLs are placed only where there can be any.

        By ranks all that fits is read and sorted: no index holds that order.
        """
        if isinstance(self.field, Ranked):
            whens = (When(**{self.path: word}, then=at) for at, word in enumerate(self._ranks))
            return Case(*whens, output_field=IntegerField()).asc()
        if not self.is_nullable:
            return f"-{self.path}" if self.is_falling else self.path
        path = F(self.path)
        return path.desc(nulls_last=True) if self.is_falling else path.asc(nulls_last=True)

    def after(self, value: Any) -> list[Q]:
        """What follows a value: what is beyond it, and then what has none."""
        if value is None:
            return []
        if isinstance(self.field, Ranked):
            beyond_it = self._ranks[self._ranks.index(value) + 1 :]
            return [Q(**{f"{self.path}__in": tuple(beyond_it)})] if beyond_it else []
        beyond = Q(**{f"{self.path}__{'lt' if self.is_falling else 'gt'}": value})
        return [beyond, Q(**{f"{self.path}__isnull": True})] if self.is_nullable else [beyond]

    @property
    def _ranks(self) -> list[str]:
        """The words of a ranked column in the order of the list."""
        ranks = self.field.ranks if isinstance(self.field, Ranked) else []
        return ranks[::-1] if self.is_falling else ranks

    def at(self, value: Any) -> Q:
        """What has this value too."""
        if value is None:
            return Q(**{f"{self.path}__isnull": True})
        return Q(**{self.path: value})


def in_places(rows: QuerySet[M], places: list[Place]) -> QuerySet[M]:
    """The rows in the order of these parts."""
    return rows.order_by(*(place.order for place in places))


class Stretch(NamedTuple):
    """Rows that stand together in an order: what they have in common, and by what they still
    differ. What all of them have, or none, is no part of their order, so that an index serves it
    on both databases: SQLite has none in which rows without a value stand last.
    """

    condition: Q
    places: list[Place]


def stretches(places: list[Place], cursor: str) -> list[Stretch]:
    """What stands behind a cursor, in stretches that follow each other; refuses a broken one.

    (a, b) > (x, y) is b > y where a = x, and then a > x. Asked one after the other, each of them
    begins at its place in an index; asked with «or», all that has a = x would be read first.
    """
    if not cursor:
        return _from_the_start(places)
    values, found = _values(places, cursor), []
    for end in reversed(range(len(places))):
        equal = Q()
        for place, value in zip(places[:end], values, strict=False):
            equal &= place.at(value)
        filled, *others = places[end:]
        orders = [[filled._replace(is_nullable=False), *others], others]
        beyond = filled.after(values[end])
        found += [Stretch(equal & each, by) for each, by in zip(beyond, orders, strict=False)]
    return found


def _from_the_start(places: list[Place]) -> list[Stretch]:
    """The whole list: first what has a value in the column it goes by, then what has none."""
    first, *others = places
    if not first.is_nullable or "__" in first.path:
        return [Stretch(Q(), places)]
    filled, empty = (Q(**{f"{first.path}__isnull": is_empty}) for is_empty in (False, True))
    return [
        Stretch(filled, [first._replace(is_nullable=False), *others]),
        Stretch(empty, others),
    ]


def cursor_at(places: list[Place], values: Sequence[Any]) -> str:
    """A row's place as text, by what it holds in these columns."""
    texts = [_text(place.field, value) for place, value in zip(places, values, strict=True)]
    return urlsafe_b64encode(json.dumps(texts).encode()).decode()


def places_of(rows: QuerySet[M], by: tuple[str, ...]) -> list[Place]:
    """The parts of an order; a column that the rows are asked to have is never without a value,
    so that an index serves the order on PostgreSQL too."""
    filled = {
        each.lhs.target.attname
        for each in rows.query.where.children
        if isinstance(each, IsNull) and each.rhs is False and isinstance(each.lhs, Col)
        if rows.query.where.connector == "AND" and not rows.query.where.negated
    }
    places = [_counted(rows, name) or _place(rows.model, name) for name in by]
    return [
        place._replace(is_nullable=place.is_nullable and place.path not in filled)
        for place in places
    ]


def _counted(rows: QuerySet[M], name: str) -> Place | None:
    """By what the rows were annotated with: a number, never without a value."""
    path = name.removeprefix("-")
    if path not in rows.query.annotations:
        return None
    field = IntegerField()
    field.set_attributes_from_name(path)
    return Place(path, field, name.startswith("-"), is_nullable=False)


def _place(model: type[Model], name: str) -> Place:
    path, is_nullable, field = name.removeprefix("-"), False, None
    for part in path.split("__"):
        field = model._meta.get_field(part)
        is_nullable = is_nullable or bool(getattr(field, "null", False))
        model = field.related_model or model
    return Place(path, field, name.startswith("-"), is_nullable)  # type: ignore[arg-type]


def _cursor(rows: QuerySet[M], row: M, places: list[Place]) -> str:
    """The row's place as text."""
    paths = [place.path for place in places]
    is_own = all("__" not in path for path in paths)
    found = [getattr(row, _column(place)) for place in places] if is_own else None
    values = found or rows.model._base_manager.filter(pk=row.pk).values_list(*paths).get()
    return cursor_at(places, values)


def _column(place: Place) -> str:
    return place.field.attname


def _text(field: "Field[Any, Any]", value: Any) -> str | None:
    """value_to_string keeps a time's microseconds, Django's JSON does not."""
    if value is None:
        return None
    return field.value_to_string(cast(Model, SimpleNamespace(**{field.attname: value})))


def _values(places: list[Place], cursor: str) -> list[Any]:
    """Read a cursor back; it comes from outside, so it may be anything."""
    try:
        values = json.loads(urlsafe_b64decode(cursor))
        return [_value(place, value) for place, value in zip(places, values, strict=True)]
    except (ValueError, TypeError, ValidationError) as error:
        raise Refused(_("This page link is broken. Start from the first page.")) from error


def _value(place: Place, value: Any) -> Any:
    """An empty text is a value of a text field, and of no other."""
    if value is None:
        if not place.is_nullable:
            raise ValueError("a place in a list has no gaps")
        return None
    return value if value == "" and _is_text(place.field) else place.field.clean(value, None)


def _is_text(field: "Field[Any, Any]") -> bool:
    return isinstance(field, CharField | TextField)
