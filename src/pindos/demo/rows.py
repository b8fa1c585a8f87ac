"""Many rows at once, with the moments that they were given."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps

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


def bare_name(name: str) -> str:
    """The field to which a column belongs."""
    return name.removesuffix("_id")
