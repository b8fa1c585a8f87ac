"""Lists by the page: from the last row seen, never by counting rows off."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Field, Model, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from pindos.kernel.errors import Refused

PAGE = 50
M = TypeVar("M", bound=Model)


@dataclass(frozen=True, slots=True)
class Page(Generic[M]):
    """Some rows, and the cursor of what follows; empty when nothing does."""

    items: list[M]
    next: str


def page_of(
    rows: QuerySet[M], *, by: tuple[str, ...], after: str = "", size: int = PAGE
) -> Page[M]:
    """One page in the order of fields that are never null and together unique.

    ``by`` names own fields of the model, falling with a minus: ``("-priority", "id")``.
    """
    rows = rows.order_by(*by)
    if after:
        rows = rows.filter(_beyond(by, _values(rows.model, by, after)))
    found = list(rows[: size + 1])
    items = found[:size]
    return Page(items, _cursor(items[-1], by) if len(found) > size else "")


def _beyond(by: tuple[str, ...], values: list[Any]) -> Q:
    """(a, b) > (x, y), spelled out: a > x, or a = x and b > y; a falling field the other way."""
    beyond, equal = Q(), Q()
    for name, value in zip(by, values, strict=True):
        field, is_falling = name.removeprefix("-"), name.startswith("-")
        beyond |= equal & Q(**{f"{field}__{'lt' if is_falling else 'gt'}": value})
        equal &= Q(**{field: value})
    return beyond


def _cursor(row: Model, by: tuple[str, ...]) -> str:
    """The row's place as text; value_to_string keeps a time's microseconds, Django's JSON not."""
    values = [field.value_to_string(row) for field in _fields(type(row), by)]
    return urlsafe_b64encode(json.dumps(values).encode()).decode()


def _values(model: type[Model], by: tuple[str, ...], cursor: str) -> list[Any]:
    """Read a cursor back; it comes from outside, so it may be anything."""
    try:
        values = json.loads(urlsafe_b64decode(cursor))
        if None in values:
            raise ValueError("a place in a list has no gaps")
        pairs = zip(_fields(model, by), values, strict=True)
        return [field.clean(value, None) for field, value in pairs]
    except (ValueError, TypeError, ValidationError) as error:
        raise Refused(_("This page link is broken. Start from the first page.")) from error


def _fields(model: type[Model], by: tuple[str, ...]) -> list["Field[Any, Any]"]:
    own = {field.name: field for field in model._meta.concrete_fields}
    return [own[name.removeprefix("-")] for name in by]
