"""New rows, written by a statement that is put together once for each table.

Django builds each INSERT anew: three to ten times what the database needs to carry it out.
``insert`` is for what is written at every act. The rows are the same: the fields convert and
default as they do for ``save``; nobody listens to the signals that it does not send.
"""

import json
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from itertools import chain
from operator import attrgetter
from typing import Any, NamedTuple, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection, connections, models
from django.db.models import Model

from pindos.kernel.arrays import array, is_alike, type_of
from pindos.kernel.straight import rows_of

BATCH = 500  # rows a statement
MANY = 50  # rows from which PostgreSQL takes a column as one array
FEW = 16  # rows up to which PostgreSQL keeps the plan: each number of rows is a statement
TOGETHER = 40  # rows of several tables that go in by one statement

M = TypeVar("M", bound=Model)
Write = Callable[[Sequence[Any]], object]  # what takes new rows: ``insert``, or a list for later


class Column(NamedTuple):
    """A column: ``plain`` is the type of the values that go in as they are.

    ``moment`` makes of a moment in UTC what Django makes of it, of a column that holds moments.
    ``is_json``: both databases take the text.
    """

    field: Any
    name: str
    has_own_value: bool
    plain: type | None
    moment: Callable[[datetime], Any] | None
    is_json: bool

    def make_up(self, row: Model) -> None:
        """Give the row what the field itself puts there when a row is new."""
        setattr(row, self.name, self.field.pre_save(row, add=True))

    def prepared(self, value: Any) -> Any:
        """The value as the database takes it."""
        if value is None or type(value) is self.plain:
            return value
        if self.is_json:
            return json.dumps(value)
        if self.moment and type(value) is datetime and value.tzinfo is UTC:
            return self.moment(value)
        return self.field.get_db_prep_save(value, connections[DEFAULT_DB_ALIAS])


class Into(NamedTuple):
    """A table: the statement up to the first row, a row, what follows the last, its columns.

    ``own`` are the columns whose field makes its value, ``read`` gives what a row has in all.
    """

    head: str
    row: str
    tail: str
    columns: tuple[Column, ...]
    own: tuple[Column, ...]
    read: Callable[[Model], tuple[Any, ...]]


def insert(rows: Sequence[M], batch: int = BATCH) -> Sequence[M]:
    """Write new rows of one table in their order; gives them back, each with its id now."""
    if not rows:
        return rows
    into = into_of(type(rows[0]))
    most = _most(into, rows, batch)
    for at in range(0, len(rows), most):
        some = rows[at : at + most]
        for row, (pk,) in zip(some, _sent(into, some, into.tail), strict=True):
            known_as(row, pk)
    return rows


def insert_one(row: M) -> M:
    """The same for one row."""
    return insert([row])[0]


def insert_new(rows: Sequence[M], by: str) -> list[M]:
    """Write those of these rows that no row of the table stands against; each has its id then.

    ``by`` is a column in which all of them differ. What another process is writing at this moment
    is waited for, and counts as written.
    """
    found: list[M] = []
    if not rows:
        return found
    into = into_of(type(rows[0]))
    most = _most(into, rows, BATCH)
    for at in range(0, len(rows), most):
        some = rows[at : at + most]
        tail = f" ON CONFLICT DO NOTHING{into.tail}, {connection.ops.quote_name(by)}"
        ids = {key: pk for pk, key in _sent(into, some, tail)}
        found += [known_as(row, ids[key]) for row in some if (key := getattr(row, by)) in ids]
    return found


def insert_all(*groups: Sequence[Model]) -> None:
    """Write new rows of several tables, none of which needs the id of another.

    A few go to PostgreSQL in one statement: each journey there and back costs as much as a row.
    """
    several = [rows for rows in groups if rows]
    few = len(several) > 1 and sum(map(len, several)) <= TOGETHER
    if not few or connection.vendor != "postgresql":
        for rows in several:
            insert(rows)
        return
    parts, given = [], []
    for at, rows in enumerate(several):
        into = into_of(type(rows[0]))
        parts.append(f"w{at} (id) AS ({statement_of(into, len(rows), into.tail)})")
        given += values_of(into, rows)
    asked = " UNION ALL ".join(f"SELECT {at}, id FROM w{at}" for at in range(len(several)))
    found = sorted(rows_of(f"WITH {', '.join(parts)} {asked}", given, is_kept=True))
    for row, (_at, pk) in zip(chain.from_iterable(several), found, strict=True):
        known_as(row, pk)


def into_of(model: type[Model]) -> Into:
    """Into which table rows go; a part of them alone would be a fact cut in half."""
    own = connections[DEFAULT_DB_ALIAS]
    if not own.in_atomic_block:
        raise RuntimeError("insert() outside a transaction: half of it could be lost")
    return _into(model, own.vendor)


def _most(into: Into, rows: Sequence[Model], batch: int) -> int:
    """How many rows one statement takes."""
    if len(rows) == 1:
        return 1
    fields = [column.field for column in into.columns]
    most: int = connection.ops.bulk_batch_size(fields, list(rows))
    return min(batch, most)


def _sent(into: Into, rows: Sequence[Model], tail: str) -> list[Any]:
    """What the database gives back for each row."""
    if len(rows) >= MANY and connection.vendor == "postgresql":
        return rows_of(*_by_columns(into, rows, tail))
    sql = statement_of(into, len(rows), tail)
    return rows_of(sql, values_of(into, rows), is_kept=len(rows) <= FEW)


def statement_of(into: Into, many: int, tail: str) -> str:
    """The statement that writes so many rows."""
    return into.head + ", ".join([into.row] * many) + tail


def values_of(into: Into, rows: Sequence[Model]) -> list[Any]:
    """What all rows have, one after the other, as the database takes it."""
    found: list[Any] = []
    for row in rows:
        for column in into.own:
            column.make_up(row)
        found += prepared_each(into.columns, into.read(row))
    return found


def prepared_each(columns: Sequence[Column], values: Sequence[Any]) -> list[Any]:
    """Each value as the database takes it; most go in as they are, and are spared the call."""
    return [
        value if value is None or type(value) is column.plain else column.prepared(value)
        for column, value in zip(columns, values, strict=True)
    ]


def _by_columns(into: Into, rows: Sequence[Model], tail: str) -> tuple[str, list[Any]]:
    """The statement with an array for each column, and once what is the same in all rows.

    Of five hundred clocks PostgreSQL then reads 17 values instead of 8,500: half the price.
    """
    for column in into.own:
        for row in rows:
            column.make_up(row)
    taken: list[str] = []  # what is selected for each column
    arrays: dict[str, str] = {}
    once: list[Any] = []
    given: list[Any] = []
    by_column = zip(*map(into.read, rows), strict=True)
    for at, (column, read) in enumerate(zip(into.columns, by_column, strict=True), 1):
        kind = type_of(column.field)
        if is_alike(read) and (arrays or at < len(into.columns)):
            taken.append(f"%s::{kind}")
            once.append(column.prepared(read[0]))
        else:
            taken.append(f"c{at}")
            arrays[f"c{at}"] = f"%s::{kind}[]"
            given.append(array([column.prepared(value) for value in read]))
    sql = (
        f"{into.head.removesuffix('VALUES ')}SELECT {', '.join(taken)}"
        f" FROM unnest({', '.join(arrays.values())})"
        f" WITH ORDINALITY AS given({', '.join(arrays)}, nth) ORDER BY nth{tail}"
    )
    return sql, [*once, *given]


def known_as(row: M, pk: int) -> M:
    """The row, known as one of the database."""
    row.pk = pk
    row._state.adding = False
    row._state.db = DEFAULT_DB_ALIAS
    return row


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
    own = tuple(map(column_of, fields))
    made_up = tuple(column for column in own if column.has_own_value)
    return Into(head, row, f" {tail}", own, made_up, reading([column.name for column in own]))


def reading(names: Sequence[str]) -> Callable[[Model], tuple[Any, ...]]:
    """What gives the values that a row has by these names."""
    if len(names) == 1:  # of one name ``attrgetter`` gives the value alone
        only = attrgetter(names[0])
        return lambda row: (only(row),)
    return attrgetter(*names)


def column_of(field: Any) -> Column:
    """A field's column, of the database that is in use."""
    end = field.target_field if isinstance(field, models.ForeignKey) else field
    plain: type | None = None
    if isinstance(end, models.CharField | models.TextField):
        plain = str
    elif isinstance(end, models.IntegerField):
        plain = int
    elif isinstance(end, models.BooleanField):
        plain = bool
    moment = None
    if isinstance(end, models.DateTimeField) and connection.timezone is UTC:
        moment = _as_text if connection.vendor == "sqlite" else _as_it_is
    is_own = type(field).pre_save is not models.Field.pre_save
    if isinstance(field, models.DateField | models.TimeField):  # its own only by the clock
        is_own = field.auto_now or field.auto_now_add
    is_json = type(field) is models.JSONField and field.encoder is None
    return Column(field, field.attname, is_own, plain, moment, is_json)


def _as_text(moment: datetime) -> str:
    """Without the zone."""
    return str(moment)[:-6]


def _as_it_is(moment: datetime) -> datetime:
    return moment
