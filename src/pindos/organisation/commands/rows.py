"""Writing a row: only what differs, and what that was."""

from collections.abc import Mapping
from typing import Any, Protocol, cast

from django.db.models import Model


class Versioned(Protocol):
    """A row that counts its changes."""

    version: int


def changed(
    row: Model,
    fields: Mapping[str, Any],
    *,
    versioned: bool = False,
) -> dict[str, tuple[Any, Any]]:
    """Give the row these values and save those that differ; return each before and after.

    A versioned row counts its changes.
    """
    changes = {
        name: (getattr(row, name), value)
        for name, value in fields.items()
        if getattr(row, name) != value
    }
    for name, (_, value) in changes.items():
        setattr(row, name, value)
    if changes and versioned:
        cast(Versioned, row).version += 1
    if changes:
        row.save(update_fields=[*changes, *(["version"] if versioned else [])])
    return changes
