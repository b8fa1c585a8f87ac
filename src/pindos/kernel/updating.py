"""Columns of many rows, each with values of its own, by one statement that is sent for each row.

Django's ``bulk_update`` writes one long CASE for some hundred rows and builds it anew each time:
ten times what the database needs. PostgreSQL takes the columns of a thousand rows as arrays in one
statement, for two thirds of the price. Nobody listens to signals that neither sends.
``update_one`` and ``update_alike`` are for what is written at every act: a statement that is put
together once for each set of columns.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.models import Model

from pindos.kernel.arrays import array, type_of
from pindos.kernel.inserting import Column, column_of, prepared_each
from pindos.kernel.joining import Said
from pindos.kernel.straight import rows_of

AT_ONCE = 1_000  # rows of one statement
ALWAYS: Mapping[str, Any] = {}


def update_each(
    model: type[Model],
    names: Sequence[str],
    rows: Iterable[tuple[int, Mapping[str, Any]]],
    by: str = "id",
) -> None:
    """Set these columns (``due_at``, ``unit_id``) of rows, found by the key of each pair."""
    columns = _columns(model, tuple(names), connection.vendor)
    given = []
    for found, row in rows:
        values = [column.prepared(row.get(column.name)) for column in columns]
        given.append((*values, found))
    if connection.vendor == "postgresql":
        _as_arrays(model, [*names, by], given)
    else:
        _one_by_one(model, names, by, given)


@lru_cache(maxsize=200)
def _columns(model: type[Model], names: tuple[str, ...], _vendor: str) -> tuple[Column, ...]:
    columns = {field.column: field for field in model._meta.concrete_fields}
    return tuple(column_of(columns[name]) for name in names)


def update_rows(rows: Sequence[Model], names: Sequence[str]) -> None:
    """The same for rows that bear the values themselves."""
    if rows:
        update_each(type(rows[0]), names, [(row.pk, vars(row)) for row in rows])


def update_one(row: Model, names: Sequence[str], held_by: Mapping[str, Any] = ALWAYS) -> bool:
    """Write these columns of a row as long as those of ``held_by`` stand so; whether they did.

    What ``held_by`` compares is never None.
    """
    return update_alike([row], names, held_by) == 1


def updated(row: Model, names: Sequence[str]) -> Said:
    """The same as a statement that is to be sent with others (``also`` of ``kernel.events``)."""
    vendor = connections[DEFAULT_DB_ALIAS].vendor
    sql, columns = _alike(type(row), tuple(names), (), 1, vendor)
    return Said(sql, prepared_each(columns, [*(getattr(row, name) for name in names), row.pk]))


def update_alike(
    rows: Sequence[Model], names: Sequence[str], held_by: Mapping[str, Any] = ALWAYS
) -> int:
    """The same for a few rows that get the values of the first; of how many it was written."""
    first, many = rows[0], len(rows)
    vendor = connections[DEFAULT_DB_ALIAS].vendor
    sql, columns = _alike(type(first), tuple(names), tuple(held_by), many, vendor)
    put = [getattr(first, name) for name in names]
    values = [*put, *(row.pk for row in rows), *held_by.values()]
    return len(rows_of(sql, prepared_each(columns, values), is_kept=True))


@lru_cache(maxsize=200)
def _alike(
    model: type[Model], names: tuple[str, ...], held: tuple[str, ...], many: int, _vendor: str
) -> tuple[str, tuple[Column, ...]]:
    """The statement, and the column of each of its values."""
    meta = model._meta
    quote: Any = connection.ops.quote_name
    columns: dict[str, Any] = {str(each.column): each for each in meta.concrete_fields}
    key: Any = meta.pk
    fields = [columns[name] for name in names] + [key] * many + [columns[name] for name in held]
    put = ", ".join(f"{quote(name)} = %s" for name in names)
    table, pk = quote(meta.db_table), quote(key.column)
    ids = f"{pk} IN ({', '.join(['%s'] * many)})"
    which = " AND ".join([ids, *(f"{quote(name)} = %s" for name in held)])
    sql = f"UPDATE {table} SET {put} WHERE {which} RETURNING {pk}"
    return sql, tuple(map(column_of, fields))


def _one_by_one(
    model: type[Model], names: Sequence[str], by: str, given: Sequence[Sequence[Any]]
) -> None:
    quoted = connection.ops.quote_name
    sets = ", ".join(f"{quoted(name)} = %s" for name in names)
    update = f"UPDATE {quoted(model._meta.db_table)} SET {sets} WHERE {quoted(by)} = %s"
    with connection.cursor() as cursor:
        cursor.executemany(update, given)


def _as_arrays(model: type[Model], columns: Sequence[str], given: Sequence[Sequence[Any]]) -> None:
    """The last column is the key."""
    quoted = connection.ops.quote_name
    types = {field.column: type_of(field) for field in model._meta.concrete_fields}
    names = [quoted(column) for column in columns]
    arrays = ", ".join(f"%s::{types[column]}[]" for column in columns)
    sets = ", ".join(f"{name} = given.{name}" for name in names[:-1])
    table, key = quoted(model._meta.db_table), names[-1]
    update = (
        f"UPDATE {table} SET {sets} FROM unnest({arrays}) AS given({', '.join(names)})"
        f" WHERE {table}.{key} = given.{key}"
    )
    for start in range(0, len(given), AT_ONCE):
        rows = given[start : start + AT_ONCE]
        rows_of(update, [array(each) for each in zip(*rows, strict=True)])
