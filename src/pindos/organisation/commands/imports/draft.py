"""What the rows of a table would do, before they do it."""

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db.models import Model

from pindos.kernel.errors import Invalid, Refused
from pindos.kernel.events import plain
from pindos.organisation.tables import Row, Table
from pindos.organisation.terms import FIELDS, Outcome

Changes = dict[str, tuple[Any, Any]]
BATCH = 500


@dataclass
class Draft:
    """One row: what it is about, what it would do, and the rows that would be written."""

    line: int
    label: str
    outcome: Outcome
    changes: Changes = field(default_factory=dict)
    reason: str = ""
    target: Model | None = None
    unit_id: int | None = None
    more: "Draft | None" = None

    @property
    def all_changes(self) -> Changes:
        """What the row itself changes, and what comes with it."""
        return {**self.changes, **self.more.all_changes} if self.more else self.changes


class Columns(NamedTuple):
    """The columns of a register: for each field the names by which its header is known."""

    names: Mapping[str, tuple[str, ...]]
    needed: frozenset[str]


@dataclass
class Plan:
    """A whole table as drafts; its digest tells whether the house has changed since."""

    kind: str
    drafts: list[Draft]
    unknown: tuple[str, ...] = ()
    code: str = ""

    @property
    def counts(self) -> dict[str, int]:
        """How many rows are new, changed, the same and wrong."""
        found = Counter(draft.outcome.value for draft in self.drafts)
        return {each.value: found[each.value] for each in Outcome}

    @property
    def writes(self) -> int:
        """How many rows would change anything."""
        return self.counts[Outcome.NEW] + self.counts[Outcome.CHANGED]

    @property
    def digest(self) -> str:
        """The same as long as the rows would do the same."""
        said = [[draft.line, draft.outcome, _plain(draft.all_changes)] for draft in self.drafts]
        return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


def drafted(row: Row, label: str, make: Callable[[Row], Draft]) -> Draft:
    """The draft of a row; what is refused becomes its reason."""
    if row.fault:
        return Draft(row.line, label, Outcome.ERROR, reason=row.fault)
    try:
        return make(row)
    except Invalid as error:
        reason = "; ".join(
            f"{FIELDS.get(name, name)}: {words}" for name, words in error.fields.items()
        )
    except Refused as error:
        reason = str(error)
    return Draft(row.line, label, Outcome.ERROR, reason=reason)


def given(table: Table, row: Row, *fields: str) -> dict[str, str]:
    """The values of those of the fields that the table has as columns."""
    return {name: row.values[name] for name in fields if name in table.fields}


def outcome_of(changes: Changes, *, is_new: bool) -> Outcome:
    """New, changed or the same."""
    if is_new:
        return Outcome.NEW
    return Outcome.CHANGED if changes else Outcome.SAME


def put(target: Model, values: Mapping[str, Any], *, is_new: bool) -> Changes:
    """Give the row its values; return before and after of what differs."""
    changes: Changes = {}
    for name, value in values.items():
        before = None if is_new else getattr(target, name)
        setattr(target, name, value)
        if before != value and not (is_new and value == ""):
            changes[name] = (before, value)
    return changes


def of(drafts: list[Draft], outcome: Outcome) -> list[Draft]:
    """The drafts with this outcome."""
    return [draft for draft in drafts if draft.outcome is outcome]


def _plain(changes: Changes) -> dict[str, Any]:
    return {name: [plain(before), plain(after)] for name, (before, after) in changes.items()}
