"""The tables of this version, in parts that fit into memory, read from either database alike."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, timedelta
from decimal import Decimal
from functools import cached_property
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models
from django.utils.duration import duration_microseconds

Row = tuple[Any, ...]
Ask = Callable[[str, list[Any]], list[Row]]
PART = 10_000  # rows that are read, sent and committed at once
FEW = 20  # of rows that hold whole files

READ: dict[str, Callable[[Any], Any]] = {  # what the driver leaves plain or without a zone
    "DateTimeField": lambda value: value.replace(tzinfo=UTC),
    "DecimalField": lambda value: Decimal(str(value)),
    "DurationField": lambda value: timedelta(microseconds=value),
    "UUIDField": UUID,
    "FloatField": float,
    "BinaryField": bytes,
}
WRITTEN: dict[str, Callable[[Any], Any]] = {  # what the driver does not write as Django does
    "DateTimeField": lambda value: str(value.astimezone(UTC).replace(tzinfo=None)),
    "DateField": str,
    "TimeField": str,
    "DecimalField": lambda value: f"{value:f}",
    "DurationField": duration_microseconds,
    "UUIDField": lambda value: value.hex,
    "JSONField": lambda value: json.dumps(json.loads(value)),
}


@dataclass(frozen=True)
class Table:
    """One table: its name, its key, and its columns with their kinds."""

    name: str
    key: str
    columns: tuple[tuple[str, str], ...]

    @cached_property
    def part(self) -> int:
        """How many rows are handled at once."""
        return FEW if any(kind == "BinaryField" for _name, kind in self.columns) else PART

    @cached_property
    def names(self) -> str:
        """The columns in order, quoted."""
        return ", ".join(f'"{name}"' for name, _kind in self.columns)

    @cached_property
    def place(self) -> int:
        """Where the key stands among the columns."""
        return [name for name, _kind in self.columns].index(self.key)

    def read(self, vendor: str, ask: Ask, after: Any) -> list[Row]:
        """The next rows by key, the same from either database; ``after`` is the last key.

        ``vendor`` says which one ``ask`` asks. A table is begun with None.
        """
        if vendor == "sqlite":
            return self._from_sqlite(ask, after)
        return self._from_postgresql(ask, after)

    def to_sqlite(self, row: Row) -> Row:
        """A row as Django writes it into SQLite."""
        return _changed(row, self._to_write)

    def alike(self, row: Row) -> Row:
        """The row in the form in which both sides are compared: JSON by what it says."""
        if not self._texts:
            return row
        found = list(row)
        for at in self._texts:
            found[at] = None if row[at] is None else json.loads(row[at])
        return tuple(found)

    def _from_sqlite(self, ask: Ask, after: Any) -> list[Row]:
        found = ask(*self._next(self.names, after, f'"{self.key}"'))
        return [_changed(row, self._to_read) for row in found] if self._to_read else found

    def _from_postgresql(self, ask: Ask, after: Any) -> list[Row]:
        named = ", ".join(
            f'"{name}"::text' if kind == "JSONField" else f'"{name}"'
            for name, kind in self.columns
        )
        is_text = dict(self.columns)[self.key] == "CharField"
        key = f'"{self.key}" COLLATE "C"' if is_text else f'"{self.key}"'
        return ask(*self._next(named, after, key))

    @cached_property
    def _to_read(self) -> list[tuple[int, Callable[[Any], Any]]]:
        return [(at, READ[kind]) for at, (_n, kind) in enumerate(self.columns) if kind in READ]

    @cached_property
    def _to_write(self) -> list[tuple[int, Callable[[Any], Any]]]:
        return [
            (at, WRITTEN[kind]) for at, (_n, kind) in enumerate(self.columns) if kind in WRITTEN
        ]

    @cached_property
    def _texts(self) -> list[int]:
        return [at for at, (_name, kind) in enumerate(self.columns) if kind == "JSONField"]

    def _next(self, named: str, after: Any, key: str) -> tuple[str, list[Any]]:
        where, values = (f"WHERE {key} > %s ", [after]) if after is not None else ("", [])
        order = f"ORDER BY {key} LIMIT {self.part}"
        return f'SELECT {named} FROM "{self.name}" {where}{order}', values


def tables() -> list[Table]:
    """Every table of this version by name."""
    found = {
        model._meta.db_table: Table(
            model._meta.db_table,
            _column(model),
            tuple(
                (str(field.column), _kind(field)) for field in model._meta.local_concrete_fields
            ),
        )
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
    }
    return [found[name] for name in sorted(found)]


def parts(table: Table, vendor: str, ask: Ask) -> Iterator[list[Row]]:
    """All rows of a table in parts, by key."""
    after = None
    while rows := table.read(vendor, ask, after):
        yield rows
        after = rows[-1][table.place]


def _column(model: type[models.Model]) -> str:
    key = model._meta.pk
    if key is None or key.column is None:
        raise RuntimeError(f"{model._meta.db_table} has no key of one column")
    return str(key.column)


def _kind(field: "models.Field[Any, Any]") -> str:
    target = field
    while isinstance(target, models.ForeignKey):
        target = target.target_field
    return target.get_internal_type()


def _changed(row: Row, change: list[tuple[int, Callable[[Any], Any]]]) -> Row:
    found = list(row)
    for at, meant in change:
        if found[at] is not None:
            found[at] = meant(found[at])
    return tuple(found)
