"""One act of one person on one change: its right, its row, its line in the file, its event."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cached_property
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.translation import gettext_lazy, override

from pindos.changes.events import ChangeEvent
from pindos.changes.models import Change
from pindos.changes.queries import capacity_for, changes_for, open_approval
from pindos.changes.rules import next_state, why_not
from pindos.changes.terms import Act, State, Step
from pindos.kernel.access import Viewer
from pindos.kernel.errors import Forbidden, NotFound, Refused
from pindos.kernel.events import emit
from pindos.kernel.ids import possible_id
from pindos.kernel.versions import name_of, refuse_touched, write
from pindos.organisation.queries import person_facts, unit_facts
from pindos.organisation.rights import units_headed_by
from pindos.records.commands import add_entry
from pindos.records.terms import NO_ONE, Author, EntryKind, Held

Files = Sequence["UploadedFile[bytes] | Held"]
Values = dict[str, tuple[Any, Any]]
NOTHING: Mapping[str, tuple[Any, Any]] = {}
NOT_YOURS = gettext_lazy("Only those who work in the unit that does the work can do this.")
NOT_THE_HEAD = gettext_lazy("Only the head of the unit that was asked decides this.")
# What somebody must have seen as it is now, before they do this by it.
GOES_BY = {
    Act.APPROVE: ("state", "plan", "back_out", "starts_at", "ends_at", "units", "sites"),
    Act.ASK: ("state", "plan", "back_out", "starts_at", "ends_at", "units", "sites"),
    Act.RESCHEDULE: ("starts_at", "ends_at"),
}


class Turn:
    """An act that has begun: the row is held until the transaction ends.

    Refuses a change that the viewer does not read (NotFound) and an act that is not theirs
    (Forbidden). ``go`` then refuses what is stale or cannot be done now.
    """

    def __init__(self, viewer: Viewer, change_id: int, act: Act) -> None:
        rows = changes_for(viewer).select_for_update()
        change = rows.filter(pk=possible_id(change_id)).first()
        if change is None:
            raise NotFound
        self.viewer = viewer
        self.change = change
        self.act = act
        self.now: datetime = timezone.now()
        self.changed: Values = {}
        self.capacity = capacity_for(viewer, change, act)
        if not self.capacity and not self._has_come_too_late():
            raise Forbidden(NOT_THE_HEAD if act in (Act.APPROVE, Act.REFUSE) else NOT_YOURS)

    @property
    def me(self) -> int:
        """The person who acts; whoever has a right here has a person, unless it is the house."""
        if self.viewer.person_id is None:
            raise Refused(gettext_lazy("Your account belongs to no person, so it cannot do this."))
        return self.viewer.person_id

    def go(self, version: int | None = None) -> State:
        """The state that the act leads to.

        Refuses the wrong moment, and an act that goes by what others changed since the version.
        """
        after = next_state(self.act, self.change.state, self.change.kind)
        if after is None or not self.capacity:
            raise Refused(why_not(self.act, self.change.state))
        refuse_touched(self.change, GOES_BY.get(self.act, ("state",)), version)
        return after

    def write(self, values: Mapping[str, Any]) -> Values:
        """Save what differs as one new version of the row."""
        self.changed = {**self.changed, **write(self.change, values)}
        return self.changed

    def enter(self, state: State, **values: Any) -> None:
        """Put the change into a state, with what else the act sets."""
        since = {} if state == self.change.state else {"state_since": self.now}
        self.write({"state": state.value, **since, **values})

    def step(self, step: Step, **facts: object) -> int:
        """A line of the timeline that says what happened; its id."""
        entry = add_entry(
            record_id=self.change.record_id,
            kind=EntryKind.STEP,
            author=self.author,
            step=step,
            facts=facts,
        )
        return entry.pk

    def note(
        self,
        text: str,
        *,
        files: Files = (),
        is_internal: bool = False,
        step: str = "",
        **facts: Any,
    ) -> int:
        """An entry of somebody's words; its id."""
        entry = add_entry(
            record_id=self.change.record_id,
            kind=EntryKind.NOTE,
            author=self.author,
            text=text,
            is_internal=is_internal,
            step=step,
            facts=facts,
            files=files,
        )
        return entry.pk

    @cached_property
    def author(self) -> Author:
        """Whoever acts, as the timeline keeps them: with the unit for which they speak."""
        return author_of(self.viewer, self.change.unit_id)

    def say(
        self,
        event: type[ChangeEvent],
        *,
        entry_id: int,
        changes: Mapping[str, tuple[Any, Any]] = NOTHING,
        **facts: object,
    ) -> Change:
        """Emit an event of the change, with every field before and after."""
        say(
            event,
            self.change,
            by=self.viewer,
            capacity=self.capacity,
            entry_id=entry_id,
            changes={**self.changed, **changes},
            **facts,
        )
        return self.change

    def _has_come_too_late(self) -> bool:
        """A head, where nothing waits any more: the rule says no, not the right."""
        of_a_head = self.act in (Act.APPROVE, Act.REFUSE) and units_headed_by(self.viewer)
        return bool(of_a_head) and open_approval(self.change) is None


def say(
    event: type[ChangeEvent],
    change: Change,
    *,
    by: Viewer,
    capacity: str,
    entry_id: int,
    changes: Mapping[str, tuple[Any, Any]] = NOTHING,
    **facts: object,
) -> None:
    """Emit an event of a change."""
    said = event.model_validate(
        {
            "change_id": change.pk,
            "number": change.number,
            "unit_id": change.unit_id,
            "entry_id": entry_id,
            "by_person_id": by.person_id,
            **facts,
        }
    )
    named = {name_of(field): values for field, values in changes.items()}
    emit(
        said,
        about=change,
        unit_id=change.unit_id,
        by=by,
        capacity=capacity,
        changes={"entry": (None, entry_id), **named},
    )


def author_of(viewer: Viewer, unit_id: int) -> Author:
    """Somebody as the timeline keeps them; names of units are kept in Greek."""
    if viewer.person_id is None:
        return NO_ONE
    person = person_facts(viewer.person_id)
    with override("el"):
        unit = unit_facts(unit_id).name
    mine = any(post.unit_id == unit_id for post in viewer.posts)
    return Author(person.id, person.name, unit if mine else person.service)
