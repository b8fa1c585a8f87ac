"""One act of one person on one ticket: its right, its row, its line in the file, its event."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import cached_property
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.translation import gettext_lazy, override

from pindos.kernel.access import Viewer
from pindos.kernel.errors import Forbidden, NotFound, Refused
from pindos.kernel.events import emit
from pindos.kernel.joining import Groups
from pindos.kernel.versions import (
    NOTHING_SEEN,
    Seen,
    meanwhile,
    refuse_touched,
    to_write,
    who_was_faster,
)
from pindos.organisation.queries import person_facts, unit_facts
from pindos.organisation.rights import units_worked_by
from pindos.records.commands import add_entry
from pindos.records.terms import Author, EntryKind, Held
from pindos.servicedesk.commands.finding import is_told_by, keep_found
from pindos.servicedesk.commands.heard import heard_now
from pindos.servicedesk.commands.promises import DEADLINES, keep_promises, note_first_answer
from pindos.servicedesk.commands.ruling import author_by_rule, facts_of_rule, ruled_now
from pindos.servicedesk.commands.stays import keep_first_answer, keep_stay
from pindos.servicedesk.events import TicketEvent
from pindos.servicedesk.models import Ticket
from pindos.servicedesk.queries import tickets_for
from pindos.servicedesk.rules import (
    WHO,
    goes_by,
    next_state,
    parties_of,
    party_for,
    what_can_be_done,
)
from pindos.servicedesk.terms import Act, Party, State, Step

Files = Sequence["UploadedFile[bytes] | Held"]
Changes = dict[str, tuple[Any, Any]]

FIELDS = (
    "number",
    "title",
    "requester_id",
    "prefecture_id",
    "site_id",
    "unit_id",
    "with_unit_id",
    "assignee_id",
    "state",
    "impact",
    "urgency",
    "priority",
    *DEADLINES,
    "solved_at",
    "closed_at",
    "category_id",
    "category_version_id",
    "asset_id",
)
NOT_YOURS = {
    Party.REQUESTER: gettext_lazy("Only the person who reported it can do this."),
    Party.ASKED: gettext_lazy("Only the unit to which it was referred can do this."),
    Party.UNIT: gettext_lazy("Only those who work in the unit that answers for it can do this."),
}
NO_MORE: Changes = {}
OF_THE_ASKED = (Act.ACCEPT, Act.RETURN, Act.HAND_BACK)


class Turn:
    """An act that has begun: the ticket's row is held until the transaction ends.

    Refuses a ticket that the viewer does not see (NotFound) and an act that is not theirs
    (Forbidden). ``go`` then refuses what is stale or cannot be done now.
    """

    def __init__(self, viewer: Viewer, ticket_id: int, act: Act | Callable[[Ticket], Act]) -> None:
        ticket = tickets_for(viewer).select_for_update().filter(pk=ticket_id).first()
        if ticket is None:
            raise NotFound
        self.viewer = viewer
        self.ticket = ticket
        self.act = act if isinstance(act, Act) else act(ticket)
        self.now: datetime = timezone.now()
        self.parties = parties_of(
            viewer,
            requester_id=ticket.requester_id,
            unit_id=ticket.unit_id,
            with_unit_id=ticket.with_unit_id,
        )
        self.party, self.capacity = right_to(viewer, ticket, self.act)
        self.speaks_for = self._speaks_for()
        self.before = values(ticket)
        self.has_written = False

    @property
    def me(self) -> int:
        """The person who acts; whoever has a side has a person."""
        return self.viewer.person_id or 0

    def go(self, version: int | None, **yours: object) -> State:
        """The state that the act leads to.

        Refuses the wrong moment, and an act that goes by what others changed since the version;
        ``yours`` are the values it would have given these fields.
        """
        ticket = self.ticket
        try:
            after = leads_to(ticket, self.act)
        except Refused as refusal:
            raise Refused(f"{refusal} {self._who(version)}".strip()) from refusal
        refuse_touched(ticket, goes_by(self.act), version, yours)
        return after

    def merge(
        self, wanted: Mapping[str, Any], version: int | None, seen: Seen = NOTHING_SEEN
    ) -> dict[str, Any]:
        """Which of the wanted values are to be written; refuses what two changed (Clash)."""
        return to_write(self.ticket, wanted, version, seen)

    def _who(self, version: int | None) -> str:
        """Who brought the ticket into its state, where the viewer has not seen it there."""
        if version is None or not self.ticket.touched_since(version, ["state"]):
            return ""
        return who_was_faster(meanwhile(self.ticket, ["state"]).values())

    def enter(self, state: State) -> None:
        """Put the ticket into a state."""
        if state != self.ticket.state:
            self.ticket.state = state
            self.ticket.state_since = self.now

    def step(self, step: Step, **facts: object) -> int:
        """A line of the timeline that says what happened; its id."""
        return self._step(step, facts, is_internal=False)

    def step_inside(self, step: Step, **facts: object) -> int:
        """The same, for the units only; its id."""
        return self._step(step, facts, is_internal=True)

    def _step(self, step: Step, facts: dict[str, object], *, is_internal: bool) -> int:
        entry = add_entry(
            record_id=self.ticket.record_id,
            kind=EntryKind.STEP,
            author=self.author,
            is_internal=is_internal,
            step=step,
            facts={**facts, **facts_of_rule()},
        )
        return entry.pk

    def write(
        self, kind: EntryKind, text: str, *, files: Files = (), step: str = "", **facts: object
    ) -> int:
        """An entry of somebody's words, a note for the units only; its id."""
        self.has_written = True
        entry = add_entry(
            record_id=self.ticket.record_id,
            kind=kind,
            author=self.author,
            text=text,
            is_internal=kind == EntryKind.NOTE,
            step=step,
            facts={**facts, **facts_of_rule()},
            files=files,
        )
        if kind == EntryKind.REPLY and self.party is not Party.REQUESTER:
            keep_first_answer(self.ticket, self.now)
            note_first_answer(self.ticket, self.now)
        return entry.pk

    @cached_property
    def author(self) -> Author:
        """Whoever acts, as the timeline keeps them: with the unit for which they speak."""
        return author_for(self.viewer, self.speaks_for)

    def say(
        self,
        event: type[TicketEvent],
        *,
        entry_id: int,
        other_unit_id: int | None = None,
        changes: Changes | None = None,
        **facts: object,
    ) -> Ticket:
        """Save what changed and emit the event that says so, with every field before and after."""
        changed = save_changes(self.ticket, self.before, changes or {})
        say(
            event,
            self.ticket,
            by=self.viewer,
            capacity=self.capacity,
            entry_id=entry_id,
            other_unit_id=other_unit_id,
            changes={"entry": (None, entry_id), **changed, **(changes or {})},
            beside=(),
            **facts,
        )
        if self.has_written or is_told_by((*changed, *(changes or {}))):
            keep_found(self.ticket)
        return self.ticket

    def _speaks_for(self) -> int | None:
        if self.party is Party.REQUESTER:
            return None
        return self.ticket.with_unit_id if self.party is Party.ASKED else self.ticket.unit_id


def right_to(viewer: Viewer, ticket: Ticket, act: Act) -> tuple[Party, str]:
    """On which side and by which role the viewer does this; refuses what is not theirs to do."""
    parties = parties_of(
        viewer,
        requester_id=ticket.requester_id,
        unit_id=ticket.unit_id,
        with_unit_id=ticket.with_unit_id,
    )
    party = party_for(act, parties)
    if party is not None:
        return party, parties[party]
    is_over = act in OF_THE_ASKED and ticket.state != State.REFERRED
    if is_over and units_worked_by(viewer):
        raise Refused(what_can_be_done(act, ticket.state))
    raise Forbidden(NOT_YOURS[WHO[act][0]])


def leads_to(ticket: Ticket, act: Act) -> State:
    """The state that the act leads to; refuses the wrong moment."""
    after = next_state(act, ticket.state, is_assigned=ticket.assignee_id is not None)
    if after is None:
        raise Refused(what_can_be_done(act, ticket.state))
    return after


def values(ticket: Ticket) -> dict[str, Any]:
    """The fields of a ticket that the audit trail follows."""
    return {field: getattr(ticket, field) for field in FIELDS}


def save_changes(ticket: Ticket, before: dict[str, Any], more: Changes = NO_MORE) -> Changes:
    """Write what changed, as a new version of the row; return each field before and after.

    ``more`` is what changed in the ticket's leg: the ticket's version counts it too.
    """
    keep_promises(ticket, before, timezone.now())
    after = values(ticket)
    changed = [field for field in FIELDS if before[field] != after[field]]
    if touched := [*changed, *(name for name in more if name.startswith("leg."))]:
        ticket.touch(touched)
        ticket.save(update_fields=[*changed, "state_since", "version", "touched"])
        keep_stay(ticket, before)
    return {field.removesuffix("_id"): (before[field], after[field]) for field in changed}


def say(
    event: type[TicketEvent],
    ticket: Ticket,
    *,
    by: Viewer,
    capacity: str,
    entry_id: int,
    other_unit_id: int | None = None,
    changes: Changes,
    beside: Groups = (),
    **facts: object,
) -> None:
    """Emit an event of a ticket; the unit that has it by referral hears of it too.

    ``beside`` are new rows that go in with it.
    """
    if other_unit_id is None and ticket.with_unit_id != ticket.unit_id:
        other_unit_id = ticket.with_unit_id
    said = event.model_validate(
        {
            "ticket_id": ticket.pk,
            "number": ticket.number,
            "unit_id": ticket.unit_id,
            "entry_id": entry_id,
            "by_person_id": by.person_id,
            **facts,
            **({"bulk_id": heard.bulk_id} if (heard := heard_now()) else {}),
            **({"rule_id": ruling.id} if (ruling := ruled_now()) else {}),
        }
    )
    if heard:
        heard.said.append((said, changes))
    emit(
        said,
        about=ticket,
        unit_id=ticket.unit_id,
        other_unit_id=other_unit_id,
        by=by,
        capacity=capacity,
        changes=changes,
        beside=beside,
    )


def author_for(viewer: Viewer, unit_id: int | None) -> Author:
    """Somebody as the timeline keeps them; without a unit, with their own service.

    Names are kept in Greek: they are read by everybody, whatever the writer's language is.
    """
    if viewer.person_id is None:
        return author_by_rule(unit_id)
    person = person_facts(viewer.person_id)
    if unit_id is None:
        return Author(person.id, person.name, person.service)
    with override("el"):
        return Author(person.id, person.name, unit_facts(unit_id).name)
