"""One act of one person on one instruction: its right, its row, where it is found, its event."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from pindos.kernel.access import HOUSE, Viewer
from pindos.kernel.errors import Forbidden, NotFound, Refused
from pindos.kernel.events import Changes, emit
from pindos.kernel.ids import possible_id
from pindos.kernel.text import fold
from pindos.kernel.versions import refuse_touched, write
from pindos.knowledge.events import InstructionEvent
from pindos.knowledge.models import Instruction
from pindos.knowledge.queries.findable import findable
from pindos.knowledge.queries.instructions import capacity_for, readable_by
from pindos.knowledge.rules import INSTEAD, next_state, words_of
from pindos.knowledge.terms import Act, State
from pindos.search.commands import keep_entry

NOTHING: Mapping[str, Any] = {}


class Turn:
    """An act that has begun: the instruction's row is held until the transaction ends.

    Refuses one that the viewer does not read (NotFound), and one that those of another unit do
    (Forbidden).
    """

    def __init__(self, viewer: Viewer, instruction_id: int, act: Act) -> None:
        rows = readable_by(viewer).select_for_update(of=("self",))
        row = rows.filter(pk=possible_id(instruction_id)).first()
        if row is None:
            raise NotFound
        self.viewer, self.row, self.act = viewer, row, act
        self.now = timezone.now()
        self.capacity = capacity_for(viewer, row, act)
        if not self.capacity and viewer is not HOUSE:
            raise Forbidden(
                _("Only those who work in the unit that owns the instruction can do this.")
            )

    def go(self, version: int | None = None) -> State:
        """The state that the act leads to; refuses the wrong moment."""
        was = self.row.edition_id is not None
        after = next_state(self.act, self.row.state, was_published=was)
        if after is None:
            if version is not None:
                refuse_touched(self.row, ["state"], version)
            raise Refused(INSTEAD[State(self.row.state)])
        return after

    def save(self, values: Mapping[str, Any]) -> Changes:
        """Write what differs as one new version, and let it be found as it is then."""
        changes = write(self.row, values)
        if changes:
            settle(self.row)
        return {name.removesuffix("_id"): pair for name, pair in changes.items()}

    def say(self, event: type[InstructionEvent], changes: Changes, **facts: object) -> Instruction:
        """Emit the event that says so, with every field before and after."""
        say(event, self.row, self.viewer, self.capacity, changes, facts)
        return self.row


def settle(row: Instruction) -> None:
    """Bring what is made of the others up to date: the heading, and where it is found."""
    row.heading = row.edition.title if row.edition else row.title
    row.search_text = searchable(row)
    row.save(update_fields=["heading", "search_text"])
    keep_entry(findable(row))


def say(
    event: type[InstructionEvent],
    row: Instruction,
    by: Viewer,
    capacity: str,
    changes: Changes,
    facts: Mapping[str, Any] = NOTHING,
) -> None:
    """Emit an event of an instruction."""
    said = event.model_validate(
        {
            "instruction_id": row.pk,
            "unit_id": row.unit_id,
            "by_person_id": by.person_id,
            **facts,
        }
    )
    emit(said, about=row, unit_id=row.unit_id, by=by, capacity=capacity, changes=changes)


def searchable(row: Instruction) -> str:
    """The words by which the list finds it, folded: only those that its readers get."""
    shown = row.edition or row
    return fold(f"{shown.title} {words_of(shown.text)}")
