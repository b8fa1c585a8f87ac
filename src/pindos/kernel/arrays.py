"""Many values of a column as one array, as PostgreSQL takes them cheapest."""

from collections.abc import Sequence
from datetime import datetime
from enum import Enum
from typing import Any

from django.db import connection

BARE = {int, datetime, type(None)}  # what stands in an array without quotes


def array(values: Sequence[Any]) -> Any:
    """Numbers and moments as PostgreSQL's own text, which psycopg takes five times as long for.

    Others as a list with values of one type: no choices beside the same words as text.
    """
    if set(map(type, values)) <= BARE:
        return "{" + ",".join(["NULL" if each is None else str(each) for each in values]) + "}"
    return [each.value if isinstance(each, Enum) else each for each in values]


def is_alike(values: Sequence[Any]) -> bool:
    """Whether all are the same value of the same type: then it goes in once."""
    first = values[0]
    return values.count(first) == len(values) and len(set(map(type, values))) == 1


def type_of(field: Any) -> str:
    """The type of a field's column; without a length, to which a cast would cut without a word."""
    kind = str(field.cast_db_type(connection))
    return "varchar" if kind.startswith("varchar") else kind
