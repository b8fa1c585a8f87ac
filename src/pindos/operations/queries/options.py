"""The settings as they stand: what is set, what is at its default, who changed it when."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pindos.identity.queries import account_names
from pindos.kernel.access import Viewer
from pindos.kernel.feed import last_changed
from pindos.kernel.models import Option as Row
from pindos.kernel.options import Option, options
from pindos.operations.queries.health import house_unit_of


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting for its page: its declaration and what was made of it."""

    option: Option[Any]
    value: Any
    is_default: bool
    version: int
    row_id: int | None
    changed_by: str
    changed_at: datetime | None

    @property
    def key(self) -> str:
        """The key of the setting."""
        return self.option.key

    @property
    def words(self) -> str:
        """What it is now, for people."""
        return self.option.words(self.value)

    @property
    def default_words(self) -> str:
        """What it would be if nobody had changed it."""
        return self.option.words(None)


def options_for(viewer: Viewer, section: str = "") -> list[Setting]:
    """Every setting of the house, or of a section, in order; for administrators of all of it."""
    house_unit_of(viewer)
    asked = [each for each in options() if section in ("", each.section.key)]
    rows = {row.key: row for row in Row.objects.filter(key__in=[each.key for each in asked])}
    last = last_changed(rows.values())
    names = account_names({each.actor_id for each in last.values() if each.actor_id is not None})
    found = []
    for option in asked:
        row = rows.get(option.key)
        change = last.get(row.pk) if row else None
        found.append(
            Setting(
                option=option,
                value=_value(option, row),
                is_default=row is None or row.value is None,
                version=row.version if row else 0,
                row_id=row.pk if row else None,
                changed_by=names.get(change.actor_id or 0, "") if change else "",
                changed_at=change.at if change else None,
            )
        )
    return found


def _value(option: Option[Any], row: Row | None) -> Any:
    return option.default if row is None or row.value is None else row.value
