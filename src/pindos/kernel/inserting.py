"""New rows, written by a statement that is put together once for each table.

Django builds each INSERT anew: three to ten times what the database needs to carry it out.
``insert`` is for what is written at every act. The rows are the same: the fields convert and
default as they do for ``save``; nobody listens to the signals that it does not send.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple, TypeVar

from django.db import connection, models, router
from django.db.models import Model

from pindos.kernel.straight import rows_of

BATCH = 500  # rows a statement

M = TypeVar("M", bound=Model)


class Column(NamedTuple):
    """A column: ``plain`` is the type of the values that go in as they are."""

    field: Any
    name: str
    has_own_value: bool
    plain: type | None

    def value_of(self, row: Model) -> Any:
        """What the row has there, as the database takes it."""
        value = getattr(row, self.name)
        if self.has_own_value:
            value = self.field.pre_save(row, add=True)
        if value is None or type(value) is self.plain:
            return value
        return self.field.get_db_prep_save(value, connection)


class Into(NamedTuple):
    """A table: the statement up to the first row, a row, what follows the last, its columns."""

    head: str
    row: str
    tail: str
    columns: tuple[Column, ...]


def insert(rows: Sequence[M], batch: int = BATCH) -> Sequence[M]:
    """Write new rows of one table in their order; gives them back, each with its id now."""
    if not connection.in_atomic_block:
        raise RuntimeError("insert() outside a transaction: half of it could be lost")
    if rows:
        into = _into(type(rows[0]), connection.vendor)
        fields = [column.field for column in into.columns]
        many = len(rows) > 1
        most = min(batch, connection.ops.bulk_batch_size(fields, list(rows))) if many else batch
        for at in range(0, len(rows), most):
            _write(into, rows[at : at + most])
    return rows


def insert_one(row: M) -> M:
    """The same for one row."""
    return insert([row])[0]


def _write(into: Into, rows: Sequence[Model]) -> None:
    given = [column.value_of(row) for row in rows for column in into.columns]
    ids = rows_of(into.head + ", ".join([into.row] * len(rows)) + into.tail, given)
    for row, (pk,) in zip(rows, ids, strict=True):
        row.pk = pk
        row._state.adding = False
        row._state.db = router.db_for_write(type(row), instance=row)


@lru_cache(maxsize=200)
def _into(model: type[Model], vendor: str) -> Into:
    meta = model._meta
    ops: Any = connection.ops
    quote: Any = ops.quote_name
    if not isinstance(meta.pk, models.AutoField) or meta.parents:
        raise RuntimeError(f"{model.__name__} is no table that numbers its rows by itself")
    fields = tuple(field for field in meta.concrete_fields if not field.primary_key)
    columns = ", ".join(quote(field.column) for field in fields)
    tail, _given = ops.return_insert_columns([meta.pk])
    row = f"({', '.join(['%s'] * len(fields))})"
    head = f"INSERT INTO {quote(meta.db_table)} ({columns}) VALUES "
    return Into(head, row, f" {tail}", tuple(map(_column, fields)))


def _column(field: Any) -> Column:
    end = field.target_field if isinstance(field, models.ForeignKey) else field
    plain: type | None = None
    if isinstance(end, models.CharField | models.TextField):
        plain = str
    elif isinstance(end, models.IntegerField):
        plain = int
    is_own = type(field).pre_save is not models.Field.pre_save
    return Column(field, field.attname, is_own, plain)
