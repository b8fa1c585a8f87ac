"""Writing a row: only what differs, and what that was."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Model


def changed(row: Model, fields: Mapping[str, Any]) -> dict[str, tuple[Any, Any]]:
    """Give the row these values and save those that differ; return each before and after."""
    changes = {
        name: (getattr(row, name), value)
        for name, value in fields.items()
        if getattr(row, name) != value
    }
    for name, (_, value) in changes.items():
        setattr(row, name, value)
    if changes:
        row.save(update_fields=[*changes])
    return changes
