"""Many rows at once, with the moments that they were given."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.db import connection

TIMES = ("records.Entry", "kernel.Event")


@contextmanager
def times_as_given() -> Iterator[None]:
    """Let rows that bear the moment of their writing bear the one that they were given."""
    columns: list[Any] = [apps.get_model(name)._meta.get_field("at") for name in TIMES]
    for column in columns:
        column.auto_now_add = False
    try:
        yield
    finally:
        for column in columns:
            column.auto_now_add = True


def update_each(
    label: str, by: str, names: tuple[str, ...], rows: list[tuple[int, dict[str, Any]]]
) -> None:
    """Set columns of many rows, each by its key."""
    model = apps.get_model(label)
    columns = [model._meta.get_field(bare_name(name)) for name in names]
    sets = ", ".join(f"{column.column} = %s" for column in columns)
    with connection.cursor() as cursor:
        cursor.executemany(
            f"UPDATE {model._meta.db_table} SET {sets} WHERE {by} = %s",  # noqa: S608  our names
            [
                (
                    *(
                        column.get_db_prep_save(row.get(name), connection)
                        for column, name in zip(columns, names, strict=True)
                    ),
                    key,
                )
                for key, row in rows
            ],
        )


def bare_name(name: str) -> str:
    """The field to which a column belongs."""
    return name.removesuffix("_id")
