"""How much stands in each table: rows, and sums of columns. The same on SQLite and PostgreSQL.

It is what a backup notes of itself and what whoever brings it back, or carries it to another
database, must find again. Sums of whole numbers and of the lengths of texts show a value that got
lost or was cut; digests of every row are another matter (``copying``).
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.apps import apps
from django.db import models

Ask = Callable[[str], list[tuple[Any, ...]]]
Columns = dict[str, list[str]]  # the columns of a table that are summed, each as "how:name"
Tally = dict[str, dict[str, int]]  # for each table its rows and its sums

WHOLE = (models.IntegerField, models.AutoField, models.BooleanField)
TEXT = (models.CharField, models.TextField)
ROWS = "rows"


def columns() -> Columns:
    """What is summed of every table of this version."""
    found: Columns = {}
    for model in apps.get_models(include_auto_created=True):
        if model._meta.managed and not model._meta.proxy:
            found[model._meta.db_table] = [
                said for field in model._meta.local_concrete_fields if (said := _how(field))
            ]
    return dict(sorted(found.items()))


def present(wanted: Columns, there: Mapping[str, set[str]]) -> Columns:
    """Of these tables and columns those that a database really has."""
    return {
        table: [each for each in named if each.partition(":")[2] in there[table]]
        for table, named in wanted.items()
        if table in there
    }


def tally(ask: Ask, wanted: Mapping[str, list[str]], vendor: str) -> Tally:
    """Count and sum; one query for each table, each reads it once."""
    return {table: _one(ask, table, named, vendor) for table, named in wanted.items()}


def differences(expected: Tally, found: Tally) -> list[str]:
    """What is not the same, as table.column: expected, found."""
    return [
        f"{table}.{name}: {value} / {found.get(table, {}).get(name)}"
        for table, sums in expected.items()
        for name, value in sums.items()
        if found.get(table, {}).get(name) != value
    ]


def rows_of(found: Tally) -> int:
    """The rows of all tables together."""
    return sum(each[ROWS] for each in found.values())


def _one(ask: Ask, table: str, named: list[str], vendor: str) -> dict[str, int]:
    sums = [_sum(each, vendor) for each in named]
    [values] = ask(f'SELECT {", ".join(["COUNT(*)", *sums])} FROM "{table}"')
    return {ROWS: int(values[0])} | {
        name: int(value or 0) for name, value in zip(named, values[1:], strict=True)
    }


def _sum(said: str, vendor: str) -> str:
    how, _colon, name = said.partition(":")
    column = f'"{name}"'
    if how == "length":
        return f"SUM(LENGTH({column}))"
    if how == "flag" and vendor == "postgresql":
        return f"SUM({column}::int)"
    return f"SUM({column})"


def _how(field: "models.Field[Any, Any]") -> str:
    kind = field.target_field if isinstance(field, models.ForeignKey) else field
    if isinstance(kind, models.BooleanField):
        return f"flag:{field.column}"
    if isinstance(kind, WHOLE):
        return f"sum:{field.column}"
    if isinstance(kind, TEXT) and not isinstance(kind, models.FilePathField):
        return f"length:{field.column}"
    return ""
