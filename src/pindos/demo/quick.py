"""Routine acts on tickets, written many in one statement: the same rows that the commands leave.

A year has tens of thousands of acts, and each command asks and writes a dozen times. What most
tickets go through (taken, answered, noted, solved, closed) is decided here by the same rules, by
the same ``Turn``, but kept in memory until some thousands of rows go at once. That it comes to
the same, row by row, is held by ``tests/demo/test_quick.py``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.apps import apps
from django.utils import timezone

from pindos.demo.rows import bare_name, times_as_given
from pindos.kernel.access import HOUSE, Viewer
from pindos.kernel.events import plain, reactions_to
from pindos.kernel.models import Change, Delivery, Event
from pindos.kernel.origin import origin
from pindos.kernel.updating import update_each, update_rows
from pindos.records.terms import NO_ONE, Author, EntryKind
from pindos.servicedesk.commands.promises import keep_promises, note_first_answer
from pindos.servicedesk.commands.turn import FIELDS, Turn, leads_to, right_to, values
from pindos.servicedesk.events import (
    TicketAssigned,
    TicketClosed,
    TicketConfirmed,
    TicketEvent,
    TicketNoted,
    TicketReplied,
    TicketResolved,
    TicketTaken,
    TimeSpent,
)
from pindos.servicedesk.terms import Act, Party, State, Step

BATCH = 500  # rows a statement
FULL = 4_000  # entries that are kept back
SAVED = (*FIELDS, "state_since", "version", "touched")
LEG = ("ended_at", "seconds", "answered_at", "answered_after")
EFFORT = ("minutes", "on", "note", "who_id", "unit_id")


@dataclass
class File:
    """A ticket in hand, and the one leg that it has: routine work never leaves its unit."""

    ticket: Any
    leg: dict[str, Any] = field(default_factory=dict)


class Hand(Turn):
    """A turn whose ticket is in hand already, and whose rows are kept back."""

    def __init__(self, desk: "Desk", file: File, viewer: Viewer, act: Act) -> None:
        self.desk, self.file = desk, file
        self.viewer, self.ticket, self.act = viewer, file.ticket, act
        self.now = timezone.now()
        self.party, self.capacity = right_to(viewer, self.ticket, act)
        self.speaks_for = self._speaks_for()
        self.before = values(self.ticket)
        self.enter(leads_to(self.ticket, act))

    def _step(self, step: Step, facts: dict[str, object], *, is_internal: bool) -> int:
        return self.desk.entry(
            self, EntryKind.STEP, step=step, facts=facts, is_internal=is_internal
        )

    def written(self, kind: EntryKind, text: str, **facts: object) -> int:
        """Somebody's words; the number by which the entry is called until it has its id."""
        if kind is EntryKind.REPLY and self.party is not Party.REQUESTER:
            self._first_answer()
        return self.desk.entry(
            self, kind, text=text, facts=facts, is_internal=kind is EntryKind.NOTE
        )

    def _first_answer(self) -> None:
        leg = self.file.leg
        note_first_answer(self.ticket, self.now)
        if not leg.get("answered_at"):
            leg["answered_at"] = self.now
            leg["answered_after"] = _seconds(self.ticket.opened_at, self.now)

    def said(self, event: type[TicketEvent], entry_id: int, **facts: object) -> None:
        """The event, with every field before and after."""
        more: Any = facts.pop("changes", {})
        changed = _changed(self.file, self.before, self.now, more)
        changes = {"entry": (None, entry_id), **changed, **more}
        said = _event(event, self.ticket, self.viewer, entry_id, facts)
        self.desk.event(said, self.ticket, self.viewer, self.capacity, changes)


class Desk:
    """Keeps rows back and writes them; ``told_from`` is since when people are still to be told."""

    def __init__(self, told_from: datetime) -> None:
        self.told_from = told_from
        self.entries: list[Any] = []
        self.efforts: list[Any] = []
        self.events: list[tuple[Event, TicketEvent, dict[str, Any]]] = []
        self.files: list[File] = []

    def begin(self, ticket: Any) -> File:
        """Take a ticket in hand that has just been opened."""
        if len(self.entries) > FULL:
            self.write()
        self.files.append(File(ticket))
        return self.files[-1]

    def give(self, file: File, viewer: Viewer, person_id: int) -> None:
        """As take_ticket and assign_ticket."""
        is_own = person_id == viewer.person_id
        turn = Hand(self, file, viewer, Act.TAKE if is_own else Act.ASSIGN)
        turn.ticket.assignee_id = person_id
        entry_id = turn.step(Step.TAKEN if is_own else Step.ASSIGNED, person=person_id)
        event = TicketTaken if is_own else TicketAssigned
        turn.said(event, entry_id, assignee_id=person_id)

    def reply(self, file: File, viewer: Viewer, text: str, *, asks: bool = False) -> None:
        """As reply_to_ticket."""
        is_own = viewer.person_id == file.ticket.requester_id
        turn = Hand(self, file, viewer, Act.ASK if asks else Act.ANSWER if is_own else Act.REPLY)
        entry_id = turn.written(EntryKind.REPLY, text, **({"asks": True} if asks else {}))
        is_by_requester = turn.party is Party.REQUESTER
        turn.said(
            TicketReplied,
            entry_id,
            is_by_requester=is_by_requester,
            asks=asks,
            mentioned_ids=[],
        )

    def note(self, file: File, viewer: Viewer, text: str) -> None:
        """As note_ticket."""
        turn = Hand(self, file, viewer, Act.NOTE)
        turn.said(TicketNoted, turn.written(EntryKind.NOTE, text), mentioned_ids=[])

    def spend(self, file: File, viewer: Viewer, minutes: int, note: str) -> None:
        """As spend_time."""
        turn = Hand(self, file, viewer, Act.TIME)
        effort = apps.get_model("servicedesk.Effort")(
            ticket_id=file.ticket.pk,
            who_id=turn.me,
            unit_id=turn.speaks_for or file.ticket.unit_id,
            by_id=turn.me,
            minutes=minutes,
            on=timezone.localdate(turn.now),
            note=note,
        )
        self.efforts.append(effort)
        entry_id = turn.step_inside(Step.TIME_SPENT, minutes=minutes, person=turn.me)
        said = {f"time.{bare_name(name)}": (None, getattr(effort, name)) for name in EFFORT}
        turn.said(TimeSpent, entry_id, effort_id=-len(self.efforts), changes=said)

    def resolve(self, file: File, viewer: Viewer, answer: str) -> None:
        """As resolve_ticket, of a ticket without tasks, children and approvals."""
        turn = Hand(self, file, viewer, Act.RESOLVE)
        turn.ticket.solved_at = turn.now
        entry_id = turn.written(EntryKind.REPLY, answer, solves=True)
        turn.step(Step.RESOLVED)
        turn.said(TicketResolved, entry_id)

    def confirm(self, file: File, viewer: Viewer) -> None:
        """As confirm_ticket, of a ticket that is with its unit."""
        turn = Hand(self, file, viewer, Act.CONFIRM)
        turn.ticket.solved_at = turn.ticket.solved_at or turn.now
        turn.ticket.closed_at = turn.now
        none = {"leg.ended_at": (None, None), "leg.outcome": (None, None)}
        turn.said(TicketConfirmed, turn.step(Step.CONFIRMED), leg_id=None, changes=none)

    def close(self, file: File) -> None:
        """As close_solved_tickets does it, by rule."""
        ticket, now = file.ticket, timezone.now()
        before = values(ticket)
        ticket.state, ticket.state_since, ticket.closed_at = State.CLOSED, now, now
        entry_id = self.entry(ticket, EntryKind.STEP, step=Step.CLOSED)
        changes = {"entry": (None, entry_id), **_changed(file, before, now, {})}
        said = _event(TicketClosed, ticket, HOUSE, entry_id, {})
        self.event(said, ticket, HOUSE, "", changes)

    def entry(self, of: Any, kind: EntryKind, **fields: Any) -> int:
        """Keep an entry back; the number, below 0, by which it is called until it has an id."""
        author: Author = of.author if isinstance(of, Hand) else NO_ONE
        ticket = of.ticket if isinstance(of, Hand) else of
        fields["facts"] = {name: plain(v) for name, v in fields.get("facts", {}).items()}
        self.entries.append(
            apps.get_model("records.Entry")(
                record_id=ticket.record_id,
                kind=kind,
                author_id=author.person_id,
                author_name=author.name,
                author_unit=author.unit,
                at=timezone.now(),
                **fields,
            )
        )
        return -len(self.entries)

    def event(
        self,
        said: TicketEvent,
        ticket: Any,
        viewer: Viewer,
        capacity: str,
        changes: dict[str, Any],
    ) -> None:
        """Keep an event back with what it changed."""
        row = Event(
            name=said.event_name(),
            subject=f"{ticket._meta.label_lower}:{ticket.pk}",
            unit_id=ticket.unit_id,
            audience=said.audience,
            actor_id=viewer.account_id,
            capacity=capacity,
            door=origin().door,
            address=origin().address,
            at=timezone.now(),
        )
        self.events.append((row, said, changes))

    def write(self) -> None:
        """Write all that was kept back."""
        with times_as_given():
            apps.get_model("records.Entry").objects.bulk_create(self.entries, BATCH)
            apps.get_model("servicedesk.Effort").objects.bulk_create(self.efforts, BATCH)
            for row, said, _changes in self.events:
                row.payload = self._with_ids(said.model_dump(mode="json"))
            Event.objects.bulk_create([row for row, _said, _c in self.events], BATCH)
        self._write_changes()
        tickets = [file.ticket for file in self.files]
        update_rows(tickets, SAVED)
        legs = [(file.ticket.pk, file.leg) for file in self.files if file.leg]
        update_each(apps.get_model("servicedesk.Stay"), LEG, legs, by="ticket_id")
        self.entries, self.efforts, self.events, self.files = [], [], [], []

    def _write_changes(self) -> None:
        Change.objects.bulk_create(
            [
                Change(event=row, field=name, before=plain(before), after=self._id(name, after))
                for row, _said, changes in self.events
                for name, (before, after) in changes.items()
                if before != after
            ],
            BATCH,
        )
        Delivery.objects.bulk_create(
            [
                Delivery(event=row, reaction=name, next_try_at=row.at)
                for row, said, _changes in self.events
                if row.at >= self.told_from
                for name in reactions_to(type(said))
            ],
            BATCH,
        )

    def _with_ids(self, payload: dict[str, Any]) -> dict[str, Any]:
        payload["entry_id"] = self.entries[-payload["entry_id"] - 1].pk
        if "effort_id" in payload:
            payload["effort_id"] = self.efforts[-payload["effort_id"] - 1].pk
        return payload

    def _id(self, name: str, after: Any) -> Any:
        return self.entries[-after - 1].pk if name == "entry" else plain(after)


def _event(
    kind: type[TicketEvent],
    ticket: Any,
    viewer: Viewer,
    entry_id: int,
    facts: Mapping[str, object],
) -> TicketEvent:
    return kind.model_validate(
        {
            "ticket_id": ticket.pk,
            "number": ticket.number,
            "unit_id": ticket.unit_id,
            "entry_id": entry_id,
            "by_person_id": viewer.person_id,
            **facts,
        }
    )


def _changed(
    file: File, before: dict[str, Any], now: datetime, more: dict[str, Any]
) -> dict[str, Any]:
    """Each field before and after; the version counts it, and a leg that is over ends."""
    ticket = file.ticket
    keep_promises(ticket, before, now)
    after = values(ticket)
    changed = [name for name in FIELDS if before[name] != after[name]]
    if touched := [*changed, *(name for name in more if name.startswith("leg."))]:
        ticket.touch(touched)
    is_over = ticket.state in (State.SOLVED, State.CLOSED)
    if is_over and not file.leg.get("ended_at"):
        file.leg["ended_at"] = now
        file.leg["seconds"] = _seconds(ticket.opened_at, now)
    return {bare_name(name): (before[name], after[name]) for name in changed}


def _seconds(start: datetime, end: datetime) -> int:
    return max(0, int((end - start).total_seconds()))
