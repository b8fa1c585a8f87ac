"""New rows of several tables that belong to each other, written together.

On PostgreSQL by one statement: each journey there and back costs as much as a row, and more while
others wait for what this transaction holds. SQLite has no journeys and gets one row after another.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from typing import Any, NamedTuple

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Model

from pindos.kernel.inserting import (
    FEW,
    TOGETHER,
    Column,
    Into,
    M,
    column_of,
    insert,
    insert_one,
    into_of,
    known_as,
    prepared_each,
    reading,
    statement_of,
    values_of,
)
from pindos.kernel.straight import rows_of

MANY_LINES = 100  # lines a statement


class From(NamedTuple):
    """A value that an earlier part gives: the id of its row, or what its statement returns.

    With ``before`` and ``after`` the text that it makes between them.
    """

    part: int
    before: str | None = None
    after: str = ""


class New(NamedTuple):
    """A new row, and which of its columns (by attribute) an earlier part gives."""

    row: Model
    given: Mapping[str, From]


class Said(NamedTuple):
    """A statement that writes and returns one value."""

    sql: str
    values: Sequence[Any]


Joined = New | Said
Also = Sequence[Said]
Given = tuple[tuple[str, int, bool], ...]  # attribute, part, whether its value goes in as it is


class Written(NamedTuple):
    """How one part is put into the statement: the columns that its row fills itself."""

    columns: tuple[Column, ...]
    own: tuple[Column, ...]
    read: Callable[[Model], tuple[Any, ...]]


def insert_joined(*parts: Joined) -> list[Any]:
    """Write the parts in their order; gives for each the id of its row, or its value.

    The rows have their ids then, and what other parts gave them.
    """
    own = connections[DEFAULT_DB_ALIAS]
    if not own.in_atomic_block:
        raise RuntimeError("insert_joined() outside a transaction: half of it could be lost")
    if own.vendor != "postgresql":
        return _one_by_one(parts)
    sql, written = _statement(tuple(map(_shape_of, parts)))
    given: list[Any] = []
    for each, how in zip(parts, written, strict=True):
        given += each.values if isinstance(each, Said) else _values(each, how)
    [found] = rows_of(sql, given, is_kept=True)
    for each, value in zip(parts, found, strict=True):
        if isinstance(each, New):
            _fill(each, found)
            known_as(each.row, value)
    return list(found)


def _one_by_one(parts: Sequence[Joined]) -> list[Any]:
    found: list[Any] = []
    for each in parts:
        if isinstance(each, Said):
            [(value,)] = rows_of(each.sql, each.values, is_kept=True)
            found.append(value)
        else:
            _fill(each, found)
            found.append(insert_one(each.row).pk)
    return found


def _fill(new: New, found: Sequence[Any]) -> None:
    for name, (part, before, after) in new.given.items():
        value = found[part]
        setattr(new.row, name, value if before is None else f"{before}{value}{after}")


def _values(new: New, how: Written) -> list[Any]:
    """What stands around given texts, then what the row has itself."""
    found: list[Any] = []
    for _part, before, after in new.given.values():
        if before is not None:
            found += (before, after)
    for column in how.own:
        column.make_up(new.row)
    return found + prepared_each(how.columns, how.read(new.row))


def _shape_of(part: Joined) -> tuple[Any, Given]:
    if isinstance(part, Said):
        return part.sql, ()
    given = tuple((name, of, before is None) for name, (of, before, _) in part.given.items())
    return type(part.row), given


@lru_cache(maxsize=200)
def _statement(shape: tuple[tuple[Any, Given], ...]) -> tuple[str, tuple[Any, ...]]:
    """The statement for parts of this shape, and how each row is put into it."""
    texts, written = [], []
    for at, (what, given) in enumerate(shape):
        text, how = (what, None) if isinstance(what, str) else _inserting(into_of(what), given)
        texts.append(f"w{at} (id) AS ({text})")
        written.append(how)
    asked = ", ".join(f"(SELECT id FROM w{at})" for at in range(len(shape)))
    return f"WITH {', '.join(texts)} SELECT {asked}", tuple(written)


def _inserting(into: Into, given: Given) -> tuple[str, Written]:
    """The statement of one row whose given columns stand first."""
    names = {name for name, _part, _is_plain in given}
    columns = tuple(each for each in into.columns if each.name not in names)
    field_of = {each.name: each.field for each in into.columns}
    fields = [field_of[name] for name, _part, _is_plain in given]
    fields += [each.field for each in columns]
    values = [
        f"(SELECT id FROM w{part})" if is_plain else f"(%s || (SELECT id FROM w{part}) || %s)"
        for _name, part, is_plain in given
    ]
    values += ["%s"] * len(columns)
    text = f"{_into_these(fields)} VALUES ({', '.join(values)}){into.tail}"
    own = tuple(each for each in columns if each.has_own_value)
    return text, Written(columns, own, reading([each.name for each in columns]))


def _into_these(fields: Sequence[Any]) -> str:
    quote: Any = connections[DEFAULT_DB_ALIAS].ops.quote_name
    names = ", ".join(quote(each.column) for each in fields)
    return f"INSERT INTO {quote(fields[0].model._meta.db_table)} ({names})"


class Lines(NamedTuple):
    """New rows of one table as plain values, by column: many of them cost less than instances.

    ``owner`` is the column that names the row to which they belong; others get what the table
    itself has for them (NULL).
    """

    model: type[Model]
    owner: str
    columns: tuple[str, ...]
    values: Sequence[Sequence[Any]]


LinesShape = tuple[type[Model], str, tuple[str, ...], int]
Groups = Sequence[Sequence[Model]]


def insert_with(whole: M, *lines: Lines, beside: Groups = (), also: Also = ()) -> M:
    """Write a new row and the lines that belong to it; it has its id then.

    A few go to PostgreSQL in one statement, each with the id that the row gets in it, and with
    them what is ``beside``: new rows of other tables that need the id of none of these; and what
    is ``also`` written: statements on rows that were there before.
    """
    several = [each for each in lines if each.values]
    groups = [rows for rows in beside if rows]
    many = sum(len(each.values) for each in several) + sum(map(len, groups))
    if many >= TOGETHER or connections[DEFAULT_DB_ALIAS].vendor != "postgresql":
        return _with_one_by_one(whole, several, groups, also)
    shape = tuple((each.model, each.owner, each.columns, len(each.values)) for each in several)
    kinds = tuple((type(rows[0]), len(rows)) for rows in groups)
    sql, columns = _together(type(whole), shape, kinds, tuple(each.sql for each in also))
    given = values_of(into_of(type(whole)), [whole])
    for each, own in zip(several, columns, strict=True):
        given += _prepared(own, each.values)
    for rows in groups:
        given += values_of(into_of(type(rows[0])), rows)
    for said in also:
        given += said.values
    found = sorted(rows_of(sql, given, is_kept=True))
    new: Iterable[Model] = chain([whole], *groups)
    for row, (_at, pk) in zip(new, found, strict=True):
        known_as(row, pk)
    return whole


def _with_one_by_one(whole: M, lines: Sequence[Lines], beside: Groups, also: Also) -> M:
    for rows in beside:
        insert(rows)
    insert_one(whole)
    for each in lines:
        _add(each, whole.pk)
    for sql, values in also:
        rows_of(sql, values, is_kept=True)
    return whole


def _add(lines: Lines, owner_id: int) -> None:
    """Lines of a row that is there."""
    own = _own(lines.model, lines.columns, connections[DEFAULT_DB_ALIAS].vendor)
    for at in range(0, len(lines.values), MANY_LINES):
        some = lines.values[at : at + MANY_LINES]
        sql = f"{_line_sql((*lines[:3], len(some)), '%s')} RETURNING 1"
        given: list[Any] = []
        for values in some:
            given.append(owner_id)
            given += _prepared(own, [values])
        rows_of(sql, given, is_kept=len(some) <= FEW)


def _prepared(own: tuple[Column, ...], several: Sequence[Sequence[Any]]) -> list[Any]:
    return [value for values in several for value in prepared_each(own, values)]


@lru_cache(maxsize=200)
def _own(model: type[Model], columns: tuple[str, ...], _vendor: str) -> tuple[Column, ...]:
    fields: dict[str, Any] = {str(each.column): each for each in model._meta.concrete_fields}
    return tuple(column_of(fields[name]) for name in columns)


@lru_cache(maxsize=1_000)
def _line_sql(shape: LinesShape, owner: str) -> str:
    model, name, columns, many = shape
    fields: dict[str, Any] = {str(each.column): each for each in model._meta.concrete_fields}
    row = f"({', '.join([owner, *['%s'] * len(columns)])})"
    rows = ", ".join([row] * many)
    return f"{_into_these([fields[each] for each in (name, *columns)])} VALUES {rows}"


@lru_cache(maxsize=1_000)
def _together(
    whole: type[Model],
    shape: tuple[LinesShape, ...],
    kinds: tuple[tuple[type[Model], int], ...],
    also: tuple[str, ...],
) -> tuple[str, tuple[tuple[Column, ...], ...]]:
    """The statement for so many lines of these tables, and the columns of each."""
    into = into_of(whole)
    parts = [f"w (id) AS ({into.head}{into.row}{into.tail})"]
    parts += [
        f"w{at} AS ({_line_sql(each, '(SELECT id FROM w)')})" for at, each in enumerate(shape)
    ]
    asked = ["SELECT -1, id FROM w"]
    for at, (model, many) in enumerate(kinds):
        other = into_of(model)
        parts.append(f"b{at} (id) AS ({statement_of(other, many, other.tail)})")
        asked.append(f"SELECT {at}, id FROM b{at}")
    parts += [f"a{at} AS ({written})" for at, written in enumerate(also)]
    columns = tuple(_own(model, names, "postgresql") for model, _owner, names, _many in shape)
    return f"WITH {', '.join(parts)} {' UNION ALL '.join(asked)}", columns
