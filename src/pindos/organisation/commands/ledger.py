"""What a load changed: one entry for each thing, said once when every row has been written."""

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from pindos.kernel.access import Viewer
from pindos.kernel.events import DomainEvent, emit
from pindos.organisation.models import Prefecture, Unit

Thing = Unit | Prefecture


class Step(NamedTuple):
    """One difference: what was done (add, change, abolish) to which thing, and its fields."""

    act: str
    kind: str
    key: str
    changes: dict[str, tuple[Any, Any]]


@dataclass
class ChartDifference:
    """All that loading a chart changed, or would change."""

    administration: str
    steps: list[Step] = field(default_factory=list)

    def __bool__(self) -> bool:
        """Whether there is any difference."""
        return bool(self.steps)


@dataclass
class Entry:
    """A thing, what was done to it, and the event that will say so."""

    act: str
    event: type[DomainEvent]
    row: Thing
    changes: dict[str, tuple[Any, Any]]


class Ledger:
    """The entries of one load, in the order in which they came up."""

    def __init__(self) -> None:
        self._entries: dict[tuple[str, str], Entry] = {}

    def note(
        self,
        act: str,
        row: Thing,
        event: type[DomainEvent],
        changes: dict[str, tuple[Any, Any]],
    ) -> None:
        """A thing was added, changed or abolished."""
        self._entries[_kind(row), row.key] = Entry(act, event, row, dict(changes))

    def note_list(
        self, row: Thing, event: type[DomainEvent], name: str, before: object, after: object
    ) -> None:
        """A list that belongs to a thing changed: said together with the thing's own change."""
        if before == after:
            return
        key = (_kind(row), row.key)
        if key not in self._entries:
            self.note("change", row, event, {})
        self._entries[key].changes[name] = (before, after)

    def steps(self) -> list[Step]:
        """The entries as plain values."""
        return [
            Step(entry.act, kind, key, entry.changes)
            for (kind, key), entry in self._entries.items()
        ]

    def say(self, viewer: Viewer, capacity: str, root_id: int) -> None:
        """Emit the event of each entry."""
        for (kind, key), entry in self._entries.items():
            fact = entry.event.model_validate({f"{kind}_id": entry.row.pk, "key": key})
            unit_id = entry.row.pk if isinstance(entry.row, Unit) else root_id
            emit(
                fact,
                about=entry.row,
                unit_id=unit_id,
                by=viewer,
                capacity=capacity,
                changes=entry.changes,
            )


def _kind(row: Thing) -> str:
    return "unit" if isinstance(row, Unit) else "prefecture"
