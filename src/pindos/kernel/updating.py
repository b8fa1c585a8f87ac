"""Columns of many rows, each with values of its own, by one statement that is sent for each row.

Django's ``bulk_update`` writes one long CASE for some hundred rows and builds it anew each time:
ten times what the database needs. Nobody listens to signals that neither sends. ``update_one`` is
for what is written at every act: a statement that is put together once for each set of columns.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import Model

from pindos.kernel.straight import rows_of

ALWAYS: Mapping[str, Any] = {}


def update_each(
    model: type[Model],
    names: Sequence[str],
    rows: Iterable[tuple[int, Mapping[str, Any]]],
    by: str = "id",
) -> None:
    """Set these columns (``due_at``, ``unit_id``) of rows, found by the key of each pair."""
    columns = {field.column: field for field in model._meta.concrete_fields}
    fields = [columns[name] for name in names]
    sets = ", ".join(f"{connection.ops.quote_name(name)} = %s" for name in names)
    table, key = map(connection.ops.quote_name, (model._meta.db_table, by))
    given = []
    for found, row in rows:
        pairs = zip(fields, names, strict=True)
        values = [field.get_db_prep_save(row.get(name), connection) for field, name in pairs]
        given.append((*values, found))
    with connection.cursor() as cursor:
        cursor.executemany(f"UPDATE {table} SET {sets} WHERE {key} = %s", given)


def update_rows(rows: Sequence[Model], names: Sequence[str]) -> None:
    """The same for rows that bear the values themselves."""
    if rows:
        update_each(type(rows[0]), names, [(row.pk, vars(row)) for row in rows])


def update_one(row: Model, names: Sequence[str], held_by: Mapping[str, Any] = ALWAYS) -> bool:
    """Write these columns of a row as long as those of ``held_by`` stand so; whether they did.

    What ``held_by`` compares is never None.
    """
    sql, fields = _one(type(row), tuple(names), tuple(held_by), connection.vendor)
    values = [getattr(row, name) for name in names] + [row.pk, *held_by.values()]
    given = [
        value if value is None else field.get_db_prep_save(value, connection)
        for field, value in zip(fields, values, strict=True)
    ]
    return bool(rows_of(sql, given))


@lru_cache(maxsize=200)
def _one(
    model: type[Model], names: tuple[str, ...], held: tuple[str, ...], _vendor: str
) -> tuple[str, tuple[Any, ...]]:
    """The statement, and the field of each of its values."""
    meta = model._meta
    quote: Any = connection.ops.quote_name
    columns: dict[str, Any] = {str(each.column): each for each in meta.concrete_fields}
    key: Any = meta.pk
    fields = [columns[name] for name in names] + [key, *(columns[name] for name in held)]
    put = ", ".join(f"{quote(name)} = %s" for name in names)
    which = " AND ".join(f"{quote(name)} = %s" for name in (key.column, *held))
    table, pk = quote(meta.db_table), quote(key.column)
    return f"UPDATE {table} SET {put} WHERE {which} RETURNING {pk}", tuple(fields)
